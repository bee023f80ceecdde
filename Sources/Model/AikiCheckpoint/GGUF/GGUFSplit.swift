/// How a model is split over files: names, and what the parts must agree on.
///
/// Part i of n is named `<stem>-0000i-of-0000n.gguf`, i from 1. Each part holds `split.no` (from
/// 0), `split.count` and `split.tensors.count` (over all parts); the other metadata is in the first.
enum GGUFSplit {
    /// Parts that one model may have; each is mapped.
    static let partsMax = 512

    static let numberKey = "split.no"
    static let countKey = "split.count"
    static let tensorCountKey = "split.tensors.count"

    /// The name of a part; `number` counts from 1.
    static func partPath(stem: String, number: Int, count: Int) -> String {
        "\(stem)-\(fiveDigits(number))-of-\(fiveDigits(count)).gguf"
    }

    /// The stem and count in a part's name; nil where the name is none of a part.
    static func parse(_ path: String) -> (stem: String, number: Int, count: Int)? {
        // Counted from the end: "-00001-of-00003.gguf" is 20 bytes long.
        let text = Array(path.utf8)
        guard text.count > 20, path.hasSuffix(".gguf") else { return nil }
        let tail = Array(text.suffix(20))
        guard tail[0] == UInt8(ascii: "-"), tail[6..<10].elementsEqual("-of-".utf8),
            let number = digits(tail[1..<6]), let count = digits(tail[10..<15]),
            number >= 1, number <= count
        else { return nil }
        return (String(decoding: text.dropLast(20), as: UTF8.self), number, count)
    }

    /// All files of the model that a file belongs to, in order.
    static func partPaths(of path: String) throws(CheckpointError) -> [String] {
        guard let name = parse(path) else { return [path] }
        guard name.count <= partsMax else {
            throw .unsupported(path: path, what: "\(name.count) parts (at most \(partsMax))")
        }
        return (1...name.count).map { partPath(stem: name.stem, number: $0, count: name.count) }
    }

    /// Checks that parts are what their names promise.
    static func check(_ parts: [GGUFPart]) throws(CheckpointError) {
        for (index, part) in parts.enumerated() {
            let path = part.source.path
            let count = integer(countKey, part) ?? (parts.count == 1 ? 1 : nil)
            guard let count, count == parts.count || (count == 0 && parts.count == 1) else {
                throw .inconsistentParts(
                    path: path,
                    reason: "split.count is \(count.map(String.init) ?? "absent"), "
                        + "there are \(parts.count) files by the names")
            }
            let number = integer(numberKey, part) ?? 0
            guard number == index else {
                throw .inconsistentParts(
                    path: path, reason: "split.no is \(number), not \(index)")
            }
        }
        let total = parts.reduce(0) { $0 + $1.tensors.count }
        if let promised = integer(tensorCountKey, parts[0]), promised != total {
            throw .inconsistentParts(
                path: parts[0].source.path,
                reason: "split.tensors.count is \(promised), the parts hold \(total) tensors")
        }
    }

    private static func integer(_ key: String, _ part: GGUFPart) -> Int? {
        guard let location = part.locations[key] else { return nil }
        var cursor = ByteCursor(
            bytes: part.source.bytes, path: part.source.path, offset: location.offset)
        return (try? GGUFMetadataReader.value(location.type, &cursor))?.integer
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func fiveDigits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 5 - text.count)) + text
    }
}
