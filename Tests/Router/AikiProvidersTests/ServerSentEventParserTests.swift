import AikiBase
import AikiProviders
import Testing

/// Goal: events are the same however the network cuts the stream, and hostile streams are bounded.
/// Method: every cut of small streams, and random bytes against a plain reading of the whole.
@Suite struct ServerSentEventParserTests {
    private static func read(_ pieces: [[UInt8]]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        return try pieces.flatMap { try parser.push($0) }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every cut into three gives the same events`(end: String) throws {
        let lines = [
            "\u{FEFF}: hello", "event: one", "data: æ", "data:b", "data", "", "id: 7", "retry: 9",
            "data:  two ", "", "", "event: lost", "", "data: [DONE]", "", "data: unfinished",
        ]
        let bytes = Array(lines.joined(separator: end).utf8)
        let expected = [
            ServerSentEvent(name: "one", data: Array("æ\nb\n".utf8)),
            ServerSentEvent(data: Array(" two ".utf8)), ServerSentEvent(data: Array("[DONE]".utf8)),
        ]
        for first in 0...bytes.count {
            for second in stride(from: first, through: bytes.count, by: 7) {
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(try Self.read(pieces.map(Array.init)) == expected)
            }
        }
    }

    @Test func `random streams are read as a plain reading reads them`() throws {
        var random = SeededRandom(seed: 11)
        let alphabet = Array("dat: e\n\n\r\r\nvx".utf8)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...5, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try Self.read(pieces) == Self.plainly(bytes), "\(bytes)")
        }
    }

    @Test func `random bytes end in events or in an error`() throws {
        var random = SeededRandom(seed: 12)
        for _ in 0..<2000 {
            let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try Self.read([bytes])
        }
    }

    @Test func `an event at the limit is read, and one past it is refused`() throws {
        let limit = ServerSentEventParser.eventBytesMax
        for (count, fits) in [(limit - 6, true), (limit + 1, false)] {
            var parser = ServerSentEventParser()
            let piece = [UInt8](repeating: 0x78, count: 1 << 16)
            var refused = false
            do {
                _ = try parser.push(Array("data: ".utf8))
                var sent = 0
                while sent < count {
                    let next = min(piece.count, count - sent)
                    _ = try parser.push(Array(piece[..<next]))
                    sent += next
                }
                let events = try parser.push(Array("\n\n".utf8))
                #expect(events.first?.data.count == count)
            } catch {
                refused = true
            }
            #expect(refused != fits)
        }
    }

    /// Splits the whole text into lines first; shares nothing with the parser.
    private static func plainly(_ bytes: [UInt8]) -> [ServerSentEvent] {
        var lines: [[UInt8]] = [[]]
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0D {
                lines.append([])
                if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            } else if bytes[index] == 0x0A {
                lines.append([])
            } else {
                lines[lines.count - 1].append(bytes[index])
            }
            index += 1
        }
        lines.removeLast()
        var events: [ServerSentEvent] = []
        var name = ""
        var data: [[UInt8]] = []
        for line in lines {
            if line.isEmpty {
                if !data.isEmpty {
                    events.append(
                        ServerSentEvent(name: name, data: Array(data.joined(separator: [0x0A]))))
                }
                (name, data) = ("", [])
                continue
            }
            let parts = line.split(
                separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
            var value = parts.count > 1 ? Array(parts[1]) : []
            if value.first == 0x20 { value.removeFirst() }
            switch String(decoding: parts[0], as: UTF8.self) {
            case "data": data.append(value)
            case "event": name = String(decoding: value, as: UTF8.self)
            default: break
            }
        }
        return events
    }
}
