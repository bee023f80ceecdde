/// Documents, queries and judgements as the Cranfield collection lays them out: `.I number`, then
/// `.T` title, `.A` author, `.B` source, `.W` words; judgements are lines of query, document, grade.
///
/// Queries are numbered by their place, as the judgements number them.
public struct Cranfield: Sendable, Equatable {
    /// A document: number, title and words.
    public struct Document: Sendable, Equatable {
        /// Its number.
        public let number: Int
        /// Title, a line break, and the words that follow it.
        public let text: String
    }

    /// All documents.
    public let documents: [Document]
    /// The queries that are judged, with the documents that answer each.
    public let queries: [(text: String, relevant: Set<Int>)]

    /// Reads the texts of the three files.
    ///
    /// - Throws: ``MemoryError/unreadable(what:detail:)`` where one holds nothing of the kind.
    public init(documents: String, queries: String, judgements: String) throws {
        self.documents = Self.entries(documents).compactMap { entry in
            guard let number = Int(entry["I"] ?? "") else { return nil }
            let title = entry["T"] ?? ""
            let words = entry["W"] ?? ""
            let rest = words.hasPrefix(title) ? String(words.dropFirst(title.count)) : words
            return Document(number: number, text: title + "\n" + rest)
        }
        var relevant: [Int: Set<Int>] = [:]
        for line in judgements.split(whereSeparator: \.isNewline) {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            // A grade below 1 says that the document does not answer.
            if numbers.count == 3, numbers[2] >= 1 {
                relevant[numbers[0], default: []].insert(numbers[1])
            }
        }
        self.queries = Self.entries(queries).enumerated().compactMap { place, entry in
            relevant[place + 1].map { (entry["W"] ?? "", $0) }
        }
        guard !self.documents.isEmpty, !self.queries.isEmpty else {
            throw MemoryError.unreadable(
                what: "A Cranfield collection",
                detail: "\(self.documents.count) documents, \(self.queries.count) judged queries")
        }
    }

    /// The fields of each entry, their lines joined by spaces.
    private static func entries(_ text: String) -> [[String: String]] {
        var entries: [[String: String]] = []
        var field = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix(".I ") {
                entries.append(["I": String(line.dropFirst(3).filter(\.isNumber))])
                field = ""
            } else if line.count == 2, line.hasPrefix("."), let letter = line.last,
                letter.isLetter
            {
                field = String(letter)
            } else if !entries.isEmpty, !field.isEmpty {
                let place = entries.count - 1
                let before = entries[place][field].map { $0 + " " } ?? ""
                entries[place][field] = before + line.split(separator: " ").joined(separator: " ")
            }
        }
        return entries
    }

    /// Whether both hold the same.
    public static func == (one: Cranfield, other: Cranfield) -> Bool {
        one.documents == other.documents
            && one.queries.elementsEqual(other.queries) { $0 == $1 }
    }
}
