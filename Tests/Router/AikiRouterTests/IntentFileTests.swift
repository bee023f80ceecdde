import AikiRouter
import Testing

/// Goal: a file of intents gives back what was learned, and nothing else is taken. Method: round trip;
/// every cut, and every byte changed, with a wrong hash and with a right one.
@Suite struct IntentFileTests {
    private static func classifier(withVectors: Bool) -> IntentClassifier {
        let texts = (0..<60).map { $0 % 2 == 0 ? "cancel order \($0)" : "track parcel \($0)" }
        let vectors = (0..<60).map { index -> [Float] in
            withVectors ? (index % 2 == 0 ? [1, 0.25] : [0.25, 1]) : []
        }
        var classifier = IntentClassifier.train(
            texts, vectors: vectors, labels: texts.map { String($0.prefix(5)) })
        classifier.threshold = 0.5
        if withVectors { classifier.probe = [0.6, 0.8] }
        return classifier
    }

    @Test(arguments: [true, false]) func `what was written is read`(withVectors: Bool) throws {
        let written = Self.classifier(withVectors: withVectors)
        let read = try IntentClassifier(decoding: written.encoded())
        #expect(read == written)
        #expect(read.labels == ["cance", "track"] && read.threshold == 0.5)
        #expect(read.dimensions == (withVectors ? 2 : 0))
        #expect(read.understands(probe: [0.6, 0.8]) == withVectors)
        let vector: [Float] = withVectors ? [1, 0.25] : []
        #expect(read.intent(of: "please cancel the order", vector: vector) == "cance")
        var strict = read
        strict.threshold = 1.01
        #expect(strict.intent(of: "please cancel the order", vector: vector) == nil)
    }

    @Test func `a damaged file is refused`() {
        let bytes = Self.classifier(withVectors: true).encoded()
        for count in stride(from: 0, to: bytes.count, by: 997) {
            #expect(throws: RouterError.self) {
                try IntentClassifier(decoding: Array(bytes.prefix(count)))
            }
        }
        for place in stride(from: 0, to: bytes.count, by: 1009) {
            var changed = bytes
            changed[place] ^= 0x10
            #expect(throws: RouterError.self) { try IntentClassifier(decoding: changed) }
        }
        #expect(throws: RouterError.badIntents(reason: "it is no file of an estimate")) {
            try IntentClassifier(decoding: Array("AIKIROUTAIKIROUTAIKIROUT".utf8))
        }
    }

    @Test func `numbers that do not fit together are refused, though the hash is right`() {
        let bytes = Self.classifier(withVectors: true).encoded()
        let places = Array(8..<120) + Array((bytes.count - 3000)..<(bytes.count - 2900))
        for place in places {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var changed = Array(bytes.dropLast(8))
                changed[place] = value
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                for byte in changed { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
                withUnsafeBytes(of: hash.littleEndian) { changed += $0 }
                guard let read = try? IntentClassifier(decoding: changed) else { continue }
                let vector = [Float](repeating: 0.7, count: read.dimensions)
                #expect(read.labels.contains(read.classify("track it", vector: vector).label))
            }
        }
    }
}
