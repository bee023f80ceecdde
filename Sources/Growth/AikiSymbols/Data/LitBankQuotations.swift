import Foundation

/// Reads LitBank's quotations: what is said in novels, and by whom.
///
/// `quotations/<book>.txt` holds a sentence a line, tokens with spaces between; `<book>.ann` holds lines
/// `QUOTE id sentence token sentence token text` (both ends included) and `ATTRIB id speaker`.
package struct LitBankQuotations: Sendable {
    /// One book's passage.
    package struct Book: Sendable {
        /// The file's name without its ending.
        package let name: String
        /// The passage; lines are sentences.
        package let text: String
        /// What is said: ranges of scalars, rising, each with its speaker's id.
        package let quotations: [(range: Range<Int>, speaker: String)]
    }

    /// Reads every book of LitBank's folder, in the order of their names.
    ///
    /// - Returns: the books.
    /// - Throws: ``SymbolError/unreadable(path:reason:)``, ``SymbolError/badLine(path:line:reason:)``.
    package static func read(_ folder: String) throws(SymbolError) -> [Book] {
        let quotations = folder + "/quotations"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: quotations)) ?? [])
            .filter { $0.hasSuffix(".ann") }.map { String($0.dropLast(4)) }.sorted()
        guard !names.isEmpty else {
            throw .unreadable(path: quotations, reason: "there is no folder with .ann files")
        }
        var books: [Book] = []
        for name in names {
            books.append(try read(quotations + "/" + name, name: name))
        }
        return books
    }

    private static func read(_ stem: String, name: String) throws(SymbolError) -> Book {
        let text = try TextFile.read(stem + ".txt")
        let tokens = tokenRanges(text)
        var ranges: [String: Range<Int>] = [:]
        var order: [String] = []
        var speakers: [String: String] = [:]
        for (number, line) in try TextFile.lines(of: stem + ".ann").enumerated() {
            let fields = line.split(separator: "\t").map(String.init)
            func bad(_ reason: String) -> SymbolError {
                .badLine(path: stem + ".ann", line: number + 1, reason: reason)
            }
            if fields.first == "QUOTE", fields.count >= 6 {
                let places = fields[2...5].compactMap { Int($0) }
                guard places.count == 4, tokens.indices.contains(places[0]),
                    tokens.indices.contains(places[2]),
                    tokens[places[0]].indices.contains(places[1]),
                    tokens[places[2]].indices.contains(places[3])
                else { throw bad("it names tokens that are not there") }
                let start = tokens[places[0]][places[1]].lowerBound
                let end = tokens[places[2]][places[3]].upperBound
                guard start < end else { throw bad("it ends before it begins") }
                ranges[fields[1]] = start..<end
                order.append(fields[1])
            } else if fields.first == "ATTRIB", fields.count >= 3 {
                speakers[fields[1]] = fields[2]
            }
        }
        let quotations = order.compactMap { id in
            ranges[id].map { (range: $0, speaker: speakers[id] ?? "") }
        }
        return Book(
            name: name, text: text,
            quotations: quotations.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }

    /// The tokens of each line, as ranges of scalars.
    private static func tokenRanges(_ text: String) -> [[Range<Int>]] {
        var lines: [[Range<Int>]] = [[]]
        var start: Int?
        var index = 0
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" {
                if let start { lines[lines.count - 1].append(start..<index) }
                start = nil
                if scalar == "\n" { lines.append([]) }
            } else if start == nil {
                start = index
            }
            index += 1
        }
        if let start { lines[lines.count - 1].append(start..<index) }
        return lines
    }
}
