/// Finds documents that hold what models are evaluated by: words in a row that also stand in an
/// evaluation file (Brown 2020, appendix C, takes 13).
struct Decontamination: Sendable {
    /// Where words in a row come from: the file's number.
    private var grams: [UInt64: UInt16] = [:]
    /// Words in a row that must be equal.
    let group: Int
    /// The files, by number.
    private(set) var files: [String] = []
    /// Items of evaluation files too short to be looked for.
    private(set) var shortItems = 0

    init(group: Int) { self.group = group }

    /// Adds the items of a file: its documents.
    mutating func add(file: String, items: some Sequence<[UInt8]>) {
        let number = UInt16(clamping: files.count)
        files.append(file)
        for item in items {
            let words = item.withUnsafeBufferPointer { WordHashes($0) }
            guard words.hashes.count >= group else {
                shortItems += 1
                continue
            }
            for index in 0...(words.hashes.count - group) {
                let gram = words.gram(at: index, count: group)
                if grams[gram] == nil { grams[gram] = number }
            }
        }
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
