import AikiDialogue
import AikiRouter
import Foundation
import Testing

/// Goal: what suffices is learned from outcomes, by looks and by meaning, first in general and then this
/// user's own. Method: made questions of which it is known what decides.
@Suite struct SufficiencyTests {
    private struct Numbers {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
    }

    private static func unit(_ values: [Float]) -> [Float] {
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { $0 / length }
    }

    /// Hard where there are sums in it, or where it means the first of two things.
    private static func questions(_ count: Int, seed: UInt64) -> [RoutingTrial.Question] {
        var numbers = Numbers(state: seed)
        return (0..<count).map { index in
            let hasSums = numbers.next() < 0.5
            let isFirst = numbers.next() < 0.5
            let noise = (0..<8).map { _ in Float(numbers.next() - 0.5) * 0.5 }
            let isHard = hasSums || isFirst
            return RoutingTrial.Question(
                text: hasSums ? "What is \(index) + 7 * 12?" : "Who wrote book \(index % 10)?",
                subject: "s\(index % 7)",
                vector: unit((isFirst ? [1, 0] : [0, 1]) + noise),
                isWeakRight: numbers.next() < (isHard ? 0.2 : 0.9),
                isStrongRight: numbers.next() < 0.9)
        }
    }

    private static func examples(
        _ questions: [RoutingTrial.Question]
    ) -> [SufficiencyEstimate.Example] {
        questions.map {
            SufficiencyEstimate.Example(
                text: $0.text, vector: $0.vector, isWeakRight: $0.isWeakRight,
                isStrongRight: $0.isStrongRight)
        }
    }

    @Test func `likelihoods come true, with vectors and without`() {
        let seen = Self.examples(Self.questions(1500, seed: 1))
        let estimate = SufficiencyEstimate.train(seen)
        #expect(estimate == SufficiencyEstimate.train(seen))
        #expect(estimate.dimensions == 10)
        let others = Self.questions(800, seed: 2)
        for withVectors in [true, false] {
            let judged = others.map { question in
                (
                    probability: estimate.probability(
                        question.text, vector: withVectors ? question.vector : nil),
                    holds: question.isWeakRight || !question.isStrongRight
                )
            }
            #expect(judged.allSatisfy { (0...1).contains($0.probability) })
            let error = Calibration.expectedError(judged)
            #expect(error < 0.12, "\(withVectors): \(error)")
            func mean(_ holds: Bool) -> Double {
                let said = judged.filter { $0.holds == holds }.map(\.probability)
                return said.reduce(0, +) / Double(said.count)
            }
            #expect(mean(true) > mean(false) + 0.1)
        }
    }

    @Test(arguments: [true, false])
    func `a trial judges on what was not seen`(bySubject: Bool) throws {
        var questions = Self.questions(1200, seed: 3)
        let report = try #require(RoutingTrial(questions).run(bySubject: bySubject))
        #expect(report.whole.average > 0.6, "\(report)")
        #expect(abs(report.partsAverage - report.whole.average) < 0.1)
        // Outcomes that nothing explains are not explained.
        var numbers = Numbers(state: 9)
        for index in questions.indices {
            questions[index].isWeakRight = numbers.next() < 0.5
            questions[index].isStrongRight = numbers.next() < 0.8
        }
        let blind = try #require(RoutingTrial(questions).run(bySubject: bySubject))
        #expect(abs(blind.whole.average - 0.5) < 0.06, "\(blind)")
    }

    @Test func `looks count where they make a difference`() {
        // Sums are hard for the weak model in one field; in the other both models fail at everything. What
        // is added up of looks and of meaning cannot tell that.
        var numbers = Numbers(state: 7)
        func question(hasSums: Bool, isKnown: Bool) -> RoutingTrial.Question {
            let noise = (0..<8).map { _ in Float(numbers.next() - 0.5) * 0.5 }
            return RoutingTrial.Question(
                text: hasSums ? "What is 3 + 7 * 12?" : "Who wrote it?", subject: "",
                vector: Self.unit((isKnown ? [1, 0] : [0, 1]) + noise),
                isWeakRight: numbers.next() < (isKnown && !hasSums ? 0.95 : 0.05),
                isStrongRight: numbers.next() < (isKnown ? 0.95 : 0.05))
        }
        let seen = (0..<1500).map { question(hasSums: $0 % 2 == 0, isKnown: $0 % 4 < 2) }
        let estimate = SufficiencyEstimate.train(Self.examples(seen))
        func difference(isKnown: Bool) -> Double {
            let needs = [true, false].map { hasSums in
                let asked = question(hasSums: hasSums, isKnown: isKnown)
                return estimate.need(asked.text, vector: asked.vector)
            }
            return needs[0] - needs[1]
        }
        let known = difference(isKnown: true)
        let unknown = difference(isKnown: false)
        #expect(known > unknown + 0.3, "\(known), \(unknown)")
    }

    @Test func `near questions are summed up as if one of them had never been seen`() {
        var numbers = Numbers(state: 13)
        let seen = (0..<40).map { _ in
            (
                vector: Self.unit((0..<6).map { _ in Float(numbers.next() - 0.5) }),
                values: [Float(numbers.next()), Float(numbers.next())]
            )
        }
        func near(without aside: Int? = nil) -> NearOutcomes {
            var near = NearOutcomes(width: 6, kinds: 2)
            for (index, one) in seen.enumerated() where index != aside {
                near.add(one.vector, values: one.values)
            }
            return near
        }
        for (index, one) in seen.enumerated() {
            let found = near().sums(near: one.vector, without: index)
            let plain = near(without: index).sums(near: one.vector)
            #expect(abs(found.weights - plain.weights) < 1e-4)
            #expect(zip(found.values, plain.values).allSatisfy { abs($0 - $1) < 1e-4 })
        }
    }

    @Test func `a user's own outcomes count from the first one on, near them only`() {
        let estimate = SufficiencyEstimate.train(Self.examples(Self.questions(800, seed: 5)))
        let question = "Who wrote book 3?"
        let here = Self.unit([0, 1, 0.1, 0, 0, 0, 0, 0, 0, 0])
        let there = Self.unit([1, 0, 0, 0, 0, 0, 0, 0, 0, 0.1])
        let before = estimate.probability(question, vector: here)
        let bad = SufficiencyEstimate.Example(text: question, vector: here, isGood: false)
        let once = estimate.adapted(to: [bad])
        let often = estimate.adapted(to: Array(repeating: bad, count: 10))
        #expect(once.ownCount == 1 && often.ownCount == 10)
        #expect(once.probability(question, vector: here) < before)
        #expect(
            often.probability(question, vector: here) < once.probability(question, vector: here))
        #expect(often.probability(question, vector: here) < 0.5)
        let far = abs(
            often.probability(question, vector: there)
                - estimate.probability(question, vector: there))
        #expect(far < 0.15, "\(far)")
        let bare = SufficiencyEstimate.Example(text: question, vector: [], isGood: false)
        #expect(estimate.adapted(to: [bare]).ownCount == 0)
    }

    @Test func `of what is unlike all that was seen nothing is known, until it was tried here`() {
        let estimate = SufficiencyEstimate.train(Self.examples(Self.questions(1500, seed: 5)))
        let others = Self.questions(400, seed: 8)
        let known = others.filter { question in
            let said = estimate.knownProbability(question.text, vector: question.vector)
            let full = estimate.probability(question.text, vector: question.vector)
            #expect(said == nil || said == full)
            return said != nil
        }
        #expect(known.count > 360 && known.count < 400, "\(known.count)")
        let (text, vector) = ("hi!", Self.unit([-1, -1, 1, -1, 1, -1, 1, -1, 1, -1]))
        #expect(estimate.knownProbability(text, vector: vector) == nil)
        #expect(
            estimate.knownProbability(text, vector: nil)
                == estimate.probability(text, vector: nil))
        let tried = SufficiencyEstimate.Example(text: text, vector: vector, isGood: true)
        let own = estimate.adapted(to: Array(repeating: tried, count: 200))
        #expect(
            own.knownProbability(text, vector: vector)
                == own.probability(text, vector: vector))
    }

    @Test(arguments: [0.2, 0.5])
    func `another share that suffices moves likelihoods and leaves their order`(share: Double) {
        let seen = Self.examples(Self.questions(1500, seed: 1))
        let (weak, other) = (
            SufficiencyEstimate.train(seen), SufficiencyEstimate.train(seen, sufficing: share)
        )
        let asked = Self.questions(600, seed: 2)
        for withVectors in [true, false] {
            let said = asked.map { question in
                let vector = withVectors ? question.vector : nil
                #expect(
                    weak.need(question.text, vector: vector)
                        == other.need(question.text, vector: vector))
                return (
                    weak: weak.probability(question.text, vector: vector),
                    other: other.probability(question.text, vector: vector)
                )
            }.sorted { $0.weak < $1.weak }
            #expect(zip(said, said.dropFirst()).allSatisfy { $0.other <= $1.other })
            let mean = said.reduce(0) { $0 + $1.other } / Double(said.count)
            #expect(abs(mean - share) < 0.1, "\(withVectors): \(mean)")
        }
    }

    private struct ShortEmbedder: Embedder {
        let name = "short"
        let dimensions = 2
        func embed(_ texts: [String]) async throws -> Embeddings {
            let count = texts[0].utf8.count
            if count > 50 {
                throw ModelRequestError.contextExceeded(
                    promptTokens: count, outputTokens: 0, limitTokens: 50)
            }
            return Embeddings(vectors: [[Float(count), 0]], promptTokens: count)
        }
    }

    @Test func `a long question is embedded by its ends, cut between scalars`() async throws {
        // Of 42 tokens 112 quarters stand at the beginning and 56 at the end, of 21 56 and 28.
        for (text, bytes) in [("short", 5), (String(repeating: "й", count: 900), 28 + 1 + 14)] {
            let vector = try await SufficiencyEstimate.vector(of: text, by: ShortEmbedder())
            #expect(vector[0] == Float(bytes))
        }
        func ends(_ text: String, _ tokens: Int) -> String {
            SufficiencyEstimate.embedded(text, tokensMax: tokens)
        }
        #expect(ends("abcdefghijkl", 3) == "abcdefghijkl")
        #expect(ends("abcdefghijklm", 3) == "abcdefgh jklm")
        #expect(ends("1 = 2; what?", 3) == "1  ?")
        #expect(ends("xéééééééé", 3) == "xé é")
        #expect(ends("👨‍👩‍👧", 0) == " ")
        let limit = 4 * SufficiencyEstimate.embeddedTokensMax
        let whole = String(repeating: "a", count: limit)
        #expect(SufficiencyEstimate.embedded(whole) == whole)
        let longer = SufficiencyEstimate.embedded("b" + whole + "c")
        #expect(longer.utf8.count == limit + 1 && longer.hasPrefix("ba") && longer.hasSuffix("ac"))
    }

    @Test func `ends of any text are of it, and never more than it has`() {
        var numbers = Numbers(state: 11)
        let letters = Array("aZ 7?й👧\u{301}\n".unicodeScalars)
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int(numbers.next() * 40) {
                text.unicodeScalars.append(letters[Int(numbers.next() * Double(letters.count))])
            }
            let ends = SufficiencyEstimate.embedded(text, tokensMax: Int(numbers.next() * 12))
            guard ends != text else { continue }
            let isCut = ends.unicodeScalars.indices.contains { place in
                ends.unicodeScalars[place] == " "
                    && Array(text.utf8).starts(with: ends.unicodeScalars[..<place].utf8Bytes)
                    && Array(text.utf8).reversed().starts(
                        with: ends.unicodeScalars[place...].dropFirst().utf8Bytes.reversed())
            }
            #expect(isCut && ends.utf8.count <= text.utf8.count + 1, "\(text.debugDescription)")
        }
    }

    @Test func `any text has its features, also none at all`() {
        let estimate = SufficiencyEstimate.train(Self.examples(Self.questions(300, seed: 6)))
        for text in [
            "", "\n", "A. ", "\u{0}", "A. one\nB. two", String(repeating: "x", count: 9999),
        ] {
            #expect((0...1).contains(estimate.probability(text, vector: nil)))
        }
    }

    @Test func `scores that part perfectly leave calibration finite`() {
        let sure = (0..<100).map { (probability: $0 < 50 ? 0.0 : 1.0, holds: $0 >= 50) }
        #expect(Calibration.expectedError(sure) == 0)
        let wrong = sure.map { (probability: $0.probability, holds: !$0.holds) }
        #expect(Calibration.expectedError(wrong) == 1)
        let perfect = (0..<200).map { index in
            SufficiencyEstimate.Example(
                text: index < 100 ? "1 + 1" : "why", vector: [], isGood: index >= 100)
        }
        let estimate = SufficiencyEstimate.train(perfect)
        #expect(estimate.dimensions == 0)
        #expect(
            estimate.probability("why", vector: nil) > estimate.probability("1 + 1", vector: nil))
        #expect(estimate.probability("1 + 1", vector: nil).isFinite)
    }
}

extension Substring.UnicodeScalarView {
    fileprivate var utf8Bytes: [UInt8] { Array(String(self).utf8) }
}

/// Goal: the estimate in the repository is one that this program reads. Method: the file itself.
@Suite struct ShippedEstimateTests {
    @Test func `it is read, and knows exam questions alone`() throws {
        var root = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let file = root.appending(path: "Models/router/router.estimate")
        let estimate = try SufficiencyEstimate(decoding: Array(Data(contentsOf: file)))
        #expect(estimate.dimensions == 384 && estimate.ownCount == 0)
        #expect(estimate.understands(probe: estimate.probe))
        // Every question that it holds is one it knows; what is far from all is not.
        let far = estimate.probe.indices.map { Float($0 % 2 == 0 ? 0.051 : -0.051) }
        #expect(estimate.knownProbability("hi!", vector: far) == nil)
        let asked = """
            Which of the following is a prime number?
            A. 91
            B. 87
            C. 97
            D. 51
            Answer:
            """
        #expect((0.1...0.9).contains(estimate.probability(asked, vector: estimate.probe)))
    }
}

/// Goal: a file gives back what was written, and nothing else is taken. Method: round trip; every cut,
/// and every byte changed.
@Suite struct EstimateFileTests {
    private static let estimate: SufficiencyEstimate = {
        let examples = (0..<150).map { index in
            SufficiencyEstimate.Example(
                text: index % 2 == 0 ? "What is \(index) * 3?" : "Who was it?",
                vector: [index % 3 == 0 ? 1 : 0.5, 0.25], isGood: index % 2 == 1)
        }
        var estimate = SufficiencyEstimate.train(examples).adapted(to: Array(examples.prefix(2)))
        estimate.probe = [0.6, 0.8]
        return estimate
    }()

    @Test func `what was written is read`() throws {
        let read = try SufficiencyEstimate(decoding: Self.estimate.encoded())
        #expect(read == Self.estimate)
        #expect(read.ownCount == 2)
        #expect(read.understands(probe: [0.6, 0.8]))
        #expect(!read.understands(probe: [0.8, -0.6]))
        #expect(!read.understands(probe: [1]))
        let question = "What is 5 * 3?"
        #expect(
            read.probability(question, vector: [1, 0.25])
                == Self.estimate.probability(question, vector: [1, 0.25]))
    }

    @Test func `what was learned without vectors is read`() throws {
        let examples = (0..<100).map {
            SufficiencyEstimate.Example(
                text: $0 % 2 == 0 ? "1 + \($0)" : "why", vector: [], isGood: $0 % 2 == 1)
        }
        let written = SufficiencyEstimate.train(examples)
        let read = try SufficiencyEstimate(decoding: written.encoded())
        #expect(read == written && read.dimensions == 0 && read.ownCount == 0)
        #expect(
            read.probability("why", vector: nil) == written.probability("why", vector: nil))
    }

    @Test func `a damaged file is refused`() {
        let bytes = Self.estimate.encoded()
        for count in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: RouterError.self) {
                try SufficiencyEstimate(decoding: Array(bytes.prefix(count)))
            }
        }
        for place in stride(from: 0, to: bytes.count, by: 61) {
            var changed = bytes
            changed[place] ^= 0x10
            #expect(throws: RouterError.self) { try SufficiencyEstimate(decoding: changed) }
        }
    }

    @Test func `numbers that do not fit together are refused, though the hash is right`() throws {
        let bytes = Self.estimate.encoded()
        for place in 8..<min(bytes.count - 8, 400) {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var changed = Array(bytes.dropLast(8))
                changed[place] = value
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                for byte in changed { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
                withUnsafeBytes(of: hash.littleEndian) { changed += $0 }
                guard let read = try? SufficiencyEstimate(decoding: changed) else { continue }
                #expect(!read.probability("What is 2 * 3?", vector: nil).isNaN)
            }
        }
    }
}
