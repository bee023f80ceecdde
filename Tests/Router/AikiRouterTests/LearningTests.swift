import AikiRouter
import Foundation
import Testing

/// Goal: what is learned from examples holds on others, and is judged rightly. Method: made data of which
/// the best possible answer is known; the judge against a plain restatement.
@Suite struct LearningTests {
    /// A repeatable stream of numbers in 0 … 1.
    private struct Numbers {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
    }

    @Test func `hashed texts do not depend on case or spaces, and have unit length`() {
        #expect(HashedText("Move my  FLIGHT") == HashedText("move my flight"))
        #expect(HashedText("move my flight") != HashedText("my flight move"))
        let length = HashedText("a b c").features.reduce(Float(0)) { $0 + $1.weight * $1.weight }
        #expect(abs(length - 1) < 1e-5)
        #expect(HashedText("").features.isEmpty)
        #expect(HashedText("сдвинь мой рейс").features.count > 10)
    }

    @Test func `folded words keep about their angles, with each seed in its own way`() {
        let words = "move my flight to monday please and tell the bank what it costs".split(
            separator: " ")
        let texts = words.indices.map { first in
            HashedText(
                (0..<6).map { String(words[(first * $0 + first + $0) % words.count]) }
                    .joined(separator: " "))
        }
        func product(_ one: [Float], _ other: [Float]) -> Float {
            zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        }
        func plain(_ text: HashedText) -> [Float] {
            var numbers = [Float](repeating: 0, count: HashedText.bucketCount)
            for feature in text.features { numbers[feature.bucket] = feature.weight }
            return numbers
        }
        let whole = texts.map(plain)
        for seed in [UInt64(0), 1, 4] {
            let folded = texts.map { $0.folded(onto: 384, seed: seed) }
            var error: Float = 0
            for one in texts.indices {
                for other in texts.indices {
                    let expected = product(whole[one], whole[other])
                    error += abs(product(folded[one], folded[other]) - expected)
                }
            }
            #expect(error / Float(texts.count * texts.count) < 0.06, "\(seed)")
            #expect(folded[0] != texts[0].folded(onto: 384, seed: seed + 1))
        }
    }

    @Test
    func `intents are told by words where vectors say nothing, and by vectors where words do not`()
    {
        let texts = (0..<120).map {
            $0 % 2 == 0 ? "cancel order number \($0)" : "track parcel \($0)"
        }
        let labels = (0..<120).map { $0 % 2 == 0 ? "cancel" : "track" }
        let flat = [[Float]](repeating: [1, 0, 0, 0], count: 120)
        for vectors in [flat, [[Float]](repeating: [], count: 120)] {
            let byWords = IntentClassifier.train(texts, vectors: vectors, labels: labels)
            #expect(byWords.labels == ["cancel", "track"])
            #expect(byWords == IntentClassifier.train(texts, vectors: vectors, labels: labels))
            let guess = byWords.classify("please cancel the order", vector: vectors[0])
            let strange = byWords.classify("what a lovely evening", vector: vectors[0])
            #expect(guess.label == "cancel" && guess.confidence > strange.confidence)
        }
        let vectors = (0..<120).map { $0 % 2 == 0 ? [Float(1), 0] : [Float(0), 1] }
        let same = [String](repeating: "do it", count: 120)
        let byVectors = IntentClassifier.train(same, vectors: vectors, labels: labels)
        #expect(byVectors.classify("do it", vector: [0, 1]).label == "track")
        let sure = byVectors.classify("do it", vector: [0, 1]).confidence
        #expect((0.9...1).contains(sure))
    }

    @Test func `a trial tells classes, and what is none, on texts that it keeps aside`() {
        var numbers = Numbers(state: 5)
        func text(_ label: Int, outside: Bool = false) -> IntentTrial.Text {
            var vector = (0..<12).map { _ in Float(numbers.next() - 0.5) * 0.6 }
            vector[outside ? 11 : label] += 1
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return IntentTrial.Text(
                text: "it", label: outside ? "none" : "\(label)", vector: vector.map { $0 / length }
            )
        }
        let inside = (0..<400).map { text($0 % 6) }
        let scope = IntentTrial().scope(
            training: inside,
            validation: ((0..<120).map { text($0 % 6) }, (0..<20).map { text($0, outside: true) }),
            test: ((0..<120).map { text($0 % 6) }, (0..<40).map { text($0, outside: true) }))
        #expect(scope.accuracy > 0.95 && scope.outsideRecall > 0.8, "\(scope)")
        #expect(scope.validatedPrecision > 0.85 && scope.insideKept > 0.8, "\(scope)")
        #expect(IntentTrial().accuracy(inside) > 0.95)
        let shuffled = inside.map { text in
            IntentTrial.Text(
                text: text.text, label: "\(Int(numbers.next() * 6))", vector: text.vector)
        }
        #expect(IntentTrial().accuracy(shuffled) < 0.35)
    }

    @Test func `the threshold keeps what it promises, and none lower does`() {
        var numbers = Numbers(state: 3)
        let judged = (0..<400).map { _ in
            let confidence = (numbers.next() * 20).rounded() / 20
            return (confidence: confidence, isRight: numbers.next() < confidence)
        }
        for precision in [0.5, 0.8, 0.95] {
            let threshold = IntentClassifier.threshold(precision: precision, judged)
            func share(_ from: Double) -> Double {
                let kept = judged.filter { $0.confidence >= from }
                return Double(kept.count { $0.isRight }) / Double(max(1, kept.count))
            }
            #expect(threshold == 1 || share(threshold) >= precision)
            for lower in Set(judged.map(\.confidence)) where lower < threshold {
                #expect(share(lower) < precision)
            }
        }
    }

    /// The definition, written out: for every number of questions that may go, what is recovered.
    private func plainAverage(_ needs: [Double], _ weak: [Bool], _ strong: [Bool]) -> Double {
        let order = needs.indices.sorted { needs[$0] > needs[$1] }
        let base = weak.count { $0 }
        let top = strong.count { $0 }
        var shares: [Double] = []
        for count in 0...order.count {
            let right = order.enumerated().count {
                $0.offset < count ? strong[$0.element] : weak[$0.element]
            }
            shares.append(Double(right - base) / Double(top - base))
        }
        return zip(shares, shares.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 }
            / Double(order.count)
    }

    @Test func `the quality of routing is the mean of what is recovered`() throws {
        var numbers = Numbers(state: 7)
        for _ in 0..<50 {
            let count = 60
            let weak = (0..<count).map { _ in numbers.next() < 0.5 }
            let strong = (0..<count).map { _ in numbers.next() < 0.8 }
            let needs = (0..<count).map { _ in numbers.next() }
            guard strong.count(where: { $0 }) > weak.count(where: { $0 }) else { continue }
            let quality = try #require(
                RoutingQuality(needs: needs, isWeakRight: weak, isStrongRight: strong))
            #expect(abs(quality.average - plainAverage(needs, weak, strong)) < 1e-9)
            #expect(quality.shareAt80 <= quality.shareAt95 && quality.shareAt95 <= 1)
            let flat = RoutingQuality(
                needs: needs.map { _ in 1 }, isWeakRight: weak, isStrongRight: strong)
            #expect(abs(try #require(flat).average - 0.5) < 1e-9)
        }
        #expect(RoutingQuality(needs: [1], isWeakRight: [true], isStrongRight: [true]) == nil)
        let best = RoutingQuality(
            needs: [3, 2, 1, 0], isWeakRight: [false, true, true, true],
            isStrongRight: [true, true, true, true])
        #expect(best?.average == 0.875 && best?.shareAt80 == 0.25)
    }
}
