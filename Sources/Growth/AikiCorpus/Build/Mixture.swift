/// Which documents validate and which train, how often, and in what order.
///
/// Everything follows from the seed, the documents' ids and the recipe; the order of training spreads
/// each source evenly over the whole, and comes back to a document only after the others.
struct Mixture {
    /// A document as the mixture sees it.
    struct Document {
        let source: Int
        let id: UInt64
        let tokens: Int
    }

    /// A document in its place: one of its copies.
    struct Placed: Equatable {
        let document: Int
        let copy: Int
    }

    /// Documents that train, copies and all, in order.
    let train: [Placed]
    /// Documents that validate, in order.
    let validation: [Placed]
    /// How often the documents of each source are used.
    let epochs: [Double]

    /// Documents a source must have for one of them to validate where its share would be none.
    static let smallest = 20

    init(
        _ documents: [Document], sources: [CorpusRecipe.Source], validation share: Double,
        seed: UInt64
    ) {
        let keys = documents.map { WordHashes.finish($0.id ^ WordHashes.finish(seed &+ 1)) }
        var bySource = [[Int]](repeating: [], count: sources.count)
        for (index, document) in documents.enumerated() { bySource[document.source].append(index) }
        var validating: [Int] = []
        var training = bySource
        for (number, members) in bySource.enumerated() {
            let wanted = sources[number].validation ?? share
            var count = Int((Double(members.count) * wanted).rounded())
            if count == 0, wanted > 0, members.count >= Self.smallest { count = 1 }
            let order = members.sorted { (keys[$0], $0) < (keys[$1], $1) }
            validating += order.prefix(count)
            training[number] = Array(order.dropFirst(count))
        }
        let tokens = training.map { members in
            members.reduce(0) { $0 + documents[$1].tokens }
        }
        epochs = Self.epochs(sources, tokens: tokens)
        validation = validating.sorted { (keys[$0], $0) < (keys[$1], $1) }
            .map { Placed(document: $0, copy: 0) }
        train = Self.order(training, epochs: epochs, keys: keys)
    }

    /// Each document's copies, at places between 0 and 1 that the key tells, a share of an epoch
    /// apart.
    private static func order(
        _ training: [[Int]], epochs: [Double], keys: [UInt64]
    ) -> [Placed] {
        var placed: [(position: Double, key: UInt64, value: Placed)] = []
        for (number, members) in training.enumerated() {
            let whole = Int(epochs[number])
            let extra = Int(((epochs[number] - Double(whole)) * Double(members.count)).rounded())
            for (rank, document) in members.enumerated() {
                let copies = whole + (rank < extra ? 1 : 0)
                for copy in 0..<copies {
                    let key = WordHashes.finish(keys[document] &+ UInt64(copy) &+ 1)
                    let unit = Double(key >> 11) / Double(1 << 53)
                    let position = (Double(copy) + unit) / max(1, epochs[number].rounded(.up))
                    placed.append((position, key, Placed(document: document, copy: copy)))
                }
            }
        }
        placed.sort {
            ($0.position, $0.key, $0.value.document) < ($1.position, $1.key, $1.value.document)
        }
        return placed.map(\.value)
    }

    /// Without weights, each source's own number. With weights, the shares of tokens are as the
    /// weights have it, and no source is used more often than its number: the scarcest one decides.
    static func epochs(_ sources: [CorpusRecipe.Source], tokens: [Int]) -> [Double] {
        let weights = sources.map { $0.weight ?? 0 }
        guard weights.contains(where: { $0 > 0 }) else { return sources.map(\.epochs) }
        let scale =
            sources.indices.filter { tokens[$0] > 0 && weights[$0] > 0 }
            .map { sources[$0].epochs * Double(tokens[$0]) / weights[$0] }.min() ?? 0
        return sources.indices.map { number in
            tokens[number] > 0 ? weights[number] * scale / Double(tokens[number]) : 0
        }
    }
}
