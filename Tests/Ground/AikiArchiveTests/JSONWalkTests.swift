import AikiArchive
import AikiBase
import Testing

/// Goal: a walk reads what a whole reading reads, wherever the pieces end. Method: one text in pieces of
/// every size; values that are passed over; texts cut at every byte.
@Suite struct JSONWalkTests {
    /// Bytes that come in pieces of one size.
    private final class Pieces: ByteStream {
        private var bytes: ArraySlice<UInt8>
        private let size: Int

        init(_ text: String, size: Int) {
            bytes = Array(text.utf8)[...]
            self.size = size
        }

        func read() throws(ArchiveError) -> [UInt8] {
            defer { bytes = bytes.dropFirst(size) }
            return Array(bytes.prefix(size))
        }
    }

    private static let text = """
        \u{FEFF} {"a" : [1, -2.5e3, "x\\"]}", {"b": [true, null]}], "skip": {"c": "}\\\\"},
          "list": [ ], "object":{}, "tail": 12 , "k\\u00e9y": "ä" }
        """

    private func walk(_ walk: JSONWalk) throws -> [String] {
        var found: [String] = []
        try walk.enterObject()
        while let key = try walk.nextKey() {
            switch key {
            case "a":
                try walk.enterArray()
                while try walk.nextElement() { found.append(try walk.readValue().encoded()) }
            case "skip": try walk.skipValue()
            default: found.append("\(key)=\(try walk.readValue().encoded())")
            }
        }
        return found
    }

    @Test func `a text in pieces of every size is one text`() throws {
        let expected = [
            "1", "-2500.0", #""x\"]}""#, #"{"b": [true, null]}"#, "list=[]", "object={}",
            "tail=12", "kéy=\"ä\"",
        ]
        let whole = try JSONValue(parsing: Self.text)
        for size in 1...Self.text.utf8.count {
            let found = try walk(JSONWalk(Pieces(Self.text, size: size), path: "t"))
            #expect(
                found.map { $0.replacing(" ", with: "") }
                    == expected.map { $0.replacing(" ", with: "") })
            let read = try JSONWalk(Pieces(Self.text, size: size), path: "t").readValue()
            #expect(read == whole)
        }
    }

    @Test func `a text that breaks off is an error at every byte`() throws {
        let bytes = Array(Self.text.utf8)
        for count in 0..<bytes.count - 1 {
            let cut = String(decoding: bytes[..<count], as: UTF8.self)
            #expect(throws: ArchiveError.self) {
                _ = try walk(JSONWalk(Pieces(cut, size: 7), path: "t"))
            }
        }
    }

    @Test func `a value that is too large or broken is left behind`() throws {
        let text = #"["1234567", "12345678", {"a": tru}, 5]"#
        let walk = JSONWalk(Pieces(text, size: 3), path: "t", bytesMax: 9)
        try walk.enterArray()
        #expect(try walk.nextElement())
        #expect(try walk.readValue() == "1234567")
        #expect(try walk.nextElement())
        #expect(throws: ArchiveError.valueTooLarge(path: "t", offset: 12, bytesMax: 9)) {
            try walk.readValue()
        }
        #expect(try walk.nextElement())
        #expect(throws: ArchiveError.self) { try walk.readValue() }
        #expect(try walk.nextElement())
        #expect(try walk.readValue() == 5)
        #expect(try !walk.nextElement())
    }

    @Test func `the first byte tells what a value is`() throws {
        for (text, kind) in [
            ("  {", JSONWalk.Kind.object), ("\n[", .array), ("\"x\"", .scalar), ("-1", .scalar),
        ] {
            #expect(try JSONWalk(Pieces(text, size: 1), path: "t").nextKind() == kind)
        }
        #expect(try JSONWalk(Pieces(" ", size: 1), path: "t").nextKind() == nil)
    }

    @Test func `random bytes neither crash nor hang`() {
        var random = SeededRandom(seed: 5)
        let letters = Array(#"{}[]",:\0a1 "#.utf8)
        for _ in 0..<5_000 {
            let count = Int(random.next() % 40)
            let text = String(
                decoding: (0..<count).map { _ in letters[Int(random.next() % 12)] },
                as: UTF8.self)
            let walk = JSONWalk(Pieces(text, size: 5), path: "t")
            // Whatever it is, it ends.
            _ = try? self.walk(walk)
        }
    }

    @Test func `lines are lines in pieces of every size`() throws {
        let text = "one\n\ntwo\r\nthree is long\nfour"
        for size in 1...text.utf8.count {
            let lines = LineWalk(Pieces(text, size: size), bytesMax: 6)
            var found: [LineWalk.Line] = []
            while let line = try lines.next() { found.append(line) }
            #expect(
                found == [
                    .bytes(Array("one".utf8)), .bytes([]), .bytes(Array("two\r".utf8)),
                    .tooLarge(bytes: 13), .bytes(Array("four".utf8)),
                ])
        }
        let lines = LineWalk(Pieces("a\n", size: 1))
        #expect(try lines.next() == .bytes([0x61]))
        #expect(try lines.next() == nil)
    }
}
