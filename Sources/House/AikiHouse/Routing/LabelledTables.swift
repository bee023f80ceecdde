import AikiBase
import AikiCorpus
import AikiRouter
import Foundation

/// Reads the data sets that the router is trained on and memory is judged on.
enum LabelledTables {
    /// Bytes of a file, at most: it is read whole.
    static let fileBytesMax = 1 << 30

    /// Questions in a folder as RouteLLM lays its MMLU out: a file of comma-separated values a subject, each
    /// row a question, whether the weak model was right, and whether the strong one was.
    ///
    /// - Throws: ``HouseError/pathNotFound(path:)``, ``HouseError/unreadableFile(path:problem:)``.
    static func questions(_ folder: String) throws -> [RoutingTrial.Question] {
        var questions: [RoutingTrial.Question] = []
        for name in try names(folder) where name.hasSuffix(".csv") {
            let path = folder + "/" + name
            for row in try rows(path).dropFirst() {
                guard row.count == 3, let weak = truth(row[1]), let strong = truth(row[2]) else {
                    throw HouseError.unreadableFile(
                        path: path, problem: "a row is not a question and two outcomes")
                }
                questions.append(
                    RoutingTrial.Question(
                        text: row[0], subject: name, isWeakRight: weak, isStrongRight: strong))
            }
        }
        guard !questions.isEmpty else {
            throw HouseError.unreadableFile(path: folder, problem: "it holds no questions")
        }
        return questions
    }

    /// Texts with what each is about, from a table whose two columns are named `text` and `category`.
    ///
    /// - Throws: the same.
    static func texts(_ path: String) throws -> [IntentTrial.Text] {
        let rows = try rows(path)
        guard rows.first == ["text", "category"] else {
            throw HouseError.unreadableFile(
                path: path, problem: "its columns are not text and category")
        }
        return try rows.dropFirst().map { row in
            guard row.count == 2 else {
                throw HouseError.unreadableFile(path: path, problem: "a row has no two fields")
            }
            return IntentTrial.Text(text: row[0], label: row[1])
        }
    }

    /// Texts with what each is about, a JSON object a line: `text`, and `label`, or null where it is about
    /// none of the classes.
    ///
    /// - Throws: the same.
    static func intents(
        _ path: String
    ) throws -> (inside: [IntentTrial.Text], outside: [IntentTrial.Text]) {
        var inside: [IntentTrial.Text] = []
        var outside: [IntentTrial.Text] = []
        for (index, line) in try data(path).split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let row = try? JSONValue(parsing: Array(line)), let text = row["text"]?.text
            else {
                throw HouseError.unreadableFile(
                    path: path, problem: "line \(index + 1) is no JSON object with a text")
            }
            if let label = row["label"]?.text {
                guard (1...IntentClassifier.labelBytesMax).contains(label.utf8.count) else {
                    throw HouseError.unreadableFile(
                        path: path,
                        problem: "the label in line \(index + 1) is empty or longer than "
                            + "\(IntentClassifier.labelBytesMax) bytes")
                }
                inside.append(IntentTrial.Text(text: text, label: label))
            } else {
                outside.append(IntentTrial.Text(text: text, label: ""))
            }
        }
        let classes = Set(inside.map(\.label)).count
        guard (2...IntentClassifier.classesMax).contains(classes) else {
            throw HouseError.unreadableFile(
                path: path,
                problem:
                    "it has \(classes) labels; 2 to \(IntentClassifier.classesMax) are possible")
        }
        return (inside, outside)
    }

    /// The parts of a file as CLINC150's `data_full.json`: each an array of texts with their intents.
    ///
    /// - Throws: the same.
    static func parts(_ path: String) throws -> [String: [IntentTrial.Text]] {
        guard case .object(let object)? = try? JSONValue(parsing: Array(try data(path))) else {
            throw HouseError.unreadableFile(path: path, problem: "it is no JSON object")
        }
        var parts: [String: [IntentTrial.Text]] = [:]
        for (name, value) in object.pairs {
            parts[name] = (value.elements ?? []).compactMap { row in
                guard let pair = row.elements, pair.count == 2, let text = pair[0].text,
                    let label = pair[1].text
                else { return nil }
                return IntentTrial.Text(text: text, label: label)
            }
        }
        return parts
    }

    /// The names in a folder, sorted.
    static func names(_ folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw HouseError.pathNotFound(path: folder)
        }
        return names.sorted()
    }

    private static func truth(_ text: String) -> Bool? {
        text == "True" ? true : text == "False" ? false : nil
    }

    private static func rows(_ path: String) throws -> [[String]] {
        var splitter = RecordSplitter(.csvRow)
        var rows: [[String]] = []
        func take(_ record: RecordSplitter.Record) {
            guard case .bytes(let bytes) = record, !bytes.isEmpty else { return }
            rows.append(CSVRow.fields(bytes, separator: UInt8(ascii: ",")))
        }
        splitter.add(Array(try data(path)), take)
        splitter.finish(take)
        return rows
    }

    /// A file that is read whole.
    ///
    /// - Throws: the same.
    static func data(_ path: String) throws -> Data {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw HouseError.pathNotFound(path: path)
        }
        guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= fileBytesMax else {
            throw HouseError.unreadableFile(
                path: path, problem: "it is larger than \(fileBytesMax) bytes")
        }
        return try Data(contentsOf: URL(filePath: path))
    }
}
