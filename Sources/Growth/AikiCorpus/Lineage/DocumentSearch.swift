public import AikiBase
public import Foundation

/// Looks for documents in the lineage of a corpus.
public enum DocumentSearch {
    /// Documents that are shown, at most.
    public static let documentsMax = 100

    /// The documents with an id that begins so, or a path that holds it.
    ///
    /// - Parameters:
    ///   - name: an id or its beginning, a path or a part of one.
    ///   - folder: the corpus.
    /// - Returns: their lines of lineage, at most ``documentsMax``, and how many there are in all.
    /// - Throws: ``CorpusError/documentNotFound(name:)``, ``CorpusError/notCorpus(path:)``.
    public static func find(
        _ name: String, in folder: URL
    ) throws(CorpusError) -> (documents: [JSONObject], count: Int) {
        let path = folder.appending(path: DocumentLog.fileName).path
        guard FileManager.default.fileExists(atPath: path) else {
            throw .notCorpus(path: folder.path)
        }
        let stream = try SourceBytes(path: path)
        var splitter = RecordSplitter(.line)
        var found: [JSONObject] = []
        var count = 0
        func look(_ record: RecordSplitter.Record) {
            guard case .bytes(let bytes) = record, let value = try? JSONValue(parsing: bytes),
                let object = value.object
            else { return }
            let isNamed =
                object["id"]?.text?.hasPrefix(name.lowercased()) == true
                || object["path"]?.text?.contains(name) == true
            guard isNamed else { return }
            count += 1
            if found.count < documentsMax { found.append(object) }
        }
        while true {
            let bytes = try stream.read()
            if bytes.isEmpty { break }
            splitter.add(bytes, look)
        }
        splitter.finish(look)
        guard count > 0 else { throw .documentNotFound(name: name) }
        return (found, count)
    }

    /// What became of a document, in sentences.
    public static func explanation(of document: JSONObject) -> String {
        func text(_ key: String) -> String { document[key]?.text ?? "" }
        func number(_ key: String) -> Int { document[key]?.wholeNumber ?? 0 }
        var lines = [
            "\(text("id"))  \(text("source")): \(text("path")), record \(number("record"))"
        ]
        lines.append("  Licence: \(text("licence").isEmpty ? "not stated" : text("licence")).")
        lines.append("  Read: \(number("bytes")) bytes.")
        if let language = document["language"]?.text {
            lines.append(
                "  Language: \(language), confidence \(document["languageConfidence"]?.real ?? 0).")
        }
        for (key, title) in [("repaired", "Repaired"), ("masked", "Masked")] {
            let parts = (document[key]?.object?.pairs ?? []).map { pair in
                "\(pair.key) \(pair.value.encoded())"
            }
            if !parts.isEmpty { lines.append("  \(title): \(parts.joined(separator: ", ")).") }
        }
        if number("linesRemoved") > 0 {
            lines.append("  Lines taken out by c4: \(number("linesRemoved")).")
        }
        let passed = (document["passed"]?.elements ?? []).compactMap(\.text)
        if !passed.isEmpty { lines.append("  Passed: \(passed.joined(separator: ", ")).") }
        lines.append("  " + outcome(of: document))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func outcome(of document: JSONObject) -> String {
        guard let rule = document["dropped"]?.text else {
            let went = (document["went"]?.elements ?? []).map { place in
                "\(place["shard"]?.text ?? "") (document \(place["document"]?.wholeNumber ?? 0))"
            }
            let tokens = document["tokens"]?.wholeNumber ?? 0
            return "Kept: \(tokens) tokens, in "
                + (went.isEmpty
                    ? "no shard: its source has no epoch." : went.joined(separator: ", ") + ".")
        }
        if let original = document["copyOf"]?.text {
            let similarity = document["similarity"]?.real ?? 1
            return "Dropped: a copy of \(original) (\(rule), similarity \(similarity))."
        }
        if let reason = document["reason"]?.text { return "Dropped: \(rule): \(reason)." }
        if let file = document["evaluation"]?.text {
            return "Dropped: it shares words with the evaluation file \(file)."
        }
        return "Dropped by \(rule): \(document["value"]?.real ?? 0), "
            + "where the rule allows \(document["limit"]?.real ?? 0)."
    }
}
