/// Finds documents that hold what models are evaluated by: words in a row that also stand in an
/// evaluation file (Brown 2020, appendix C, takes 13).
struct Decontamination: Sendable {
    /// Where words in a row come from: the file's number.
    private var grams: [UInt64: UInt16] = [:]
    /// Words in a row that must be equal.
    let group: Int
    /// The files, by number.
    private(set) var files: [String] = []

    init(group: Int) { self.group = group }

    /// Adds the items of a file: its documents.
    ///
    /// - Returns: how many of them are long enough to be looked for.
    mutating func add(file: String, items: [[UInt8]]) -> Int {
        let number = UInt16(clamping: files.count)
        files.append(file)
        var usable = 0
        for item in items {
            let words = item.withUnsafeBufferPointer { WordHashes($0) }
            guard words.hashes.count >= group else { continue }
            usable += 1
            for index in 0...(words.hashes.count - group) {
                let gram = words.gram(at: index, count: group)
                if grams[gram] == nil { grams[gram] = number }
            }
        }
        return usable
    }

    /// The evaluation file that a text shares words in a row with; nil where none.
    func file(of words: WordHashes) -> String? {
        guard !grams.isEmpty, words.hashes.count >= group else { return nil }
        for index in 0...(words.hashes.count - group) {
            if let number = grams[words.gram(at: index, count: group)] {
                return files[Int(number)]
            }
        }
        return nil
    }
}
