import AikiBase
import AikiModel

/// Reads texts with a model and keeps the states of some of their tokens.
struct StateReader {
    /// Tokens of a text whose states are kept: evenly over the text, the last among them.
    static let tokensKept = 8
    /// Texts that are read together.
    private static let textsAtOnce = 16

    private let reader: TokenReader
    /// Every text's tokens.
    let texts: [[Int32]]
    /// Which tokens are kept, by text.
    let places: [[Int]]
    /// The row of each text's first kept token.
    let firstRows: [Int]
    /// Rows in all.
    let rowCount: Int

    init(_ reader: TokenReader, texts: [[Int32]]) {
        self.reader = reader
        self.texts = texts
        places = texts.map {
            Self.places($0.count - reader.beginning.count).map {
                $0 + reader.beginning.count
            }
        }
        var rows = 0
        firstRows = places.map { places in
            defer { rows += places.count }
            return rows
        }
        rowCount = rows
    }

    /// The states of every kept token at some layers, (N, W) each.
    ///
    /// - Throws: `ModelError`.
    func states(
        _ layers: [ValueID], _ progress: ProgressHandler?, label: String
    ) throws -> [[Float]] {
        let width = reader.model.configuration.width
        var states = [[Float]](
            repeating: [Float](repeating: 0, count: rowCount * width), count: layers.count)
        let longest = texts.reduce(1) { max($0, $1.count) }
        var caches: [Cache] = []
        for _ in 0..<min(Self.textsAtOnce, texts.count) {
            caches.append(try reader.model.makeCache(capacityTokens: longest, type: .f16))
        }
        let runner = reader.model.makeRunner(batchTokensMax: longest * caches.count)
        for start in stride(from: 0, to: texts.count, by: caches.count) {
            progress?(
                WorkProgress(label: label, done: Int64(start), total: Int64(texts.count)))
            let range = start..<min(start + caches.count, texts.count)
            let entries = range.map { index in
                let cache = caches[index - start]
                cache.truncate(to: 0)
                return BatchEntry(cache: cache, tokens: texts[index][...], output: .all)
            }
            try runner.run(entries, capturing: layers) { layer, rows in
                var first = 0
                for index in range {
                    for (number, place) in places[index].enumerated() {
                        let target = (firstRows[index] + number) * width
                        for column in 0..<width {
                            states[layer][target + column] = rows[(first + place) * width + column]
                        }
                    }
                    first += texts[index].count
                }
            }
        }
        return states
    }

    /// Evenly spaced places in a text, the last one last.
    static func places(_ count: Int) -> [Int] {
        guard count > tokensKept else { return Array(0..<count) }
        return (1...tokensKept).map { $0 * count / tokensKept - 1 }
    }
}
