import AikiModel

/// A model of ours with a cache for each slot.
final class NativeTokenModel: TokenModel {
    let vocabularySize: Int
    private let caches: [Cache]
    private let runner: Runner
    private var entries: [BatchEntry] = []
    /// What is added to the model, by slot.
    private var adapters: [AdapterSet?]

    /// Makes the caches. Their memory is taken from the system as it is written.
    init(
        _ model: Model, slots: Int, contextTokens: Int, configuration: EngineConfiguration,
        batchTokensMax: Int
    ) throws {
        vocabularySize = model.configuration.vocabularySize
        caches = try (0..<slots).map { _ in
            try model.makeCache(capacityTokens: contextTokens, type: configuration.cacheType)
        }
        runner = model.makeRunner(batchTokensMax: batchTokensMax)
        adapters = Array(repeating: nil, count: slots)
        entries.reserveCapacity(slots)
    }

    func truncate(slot: Int, to count: Int) {
        caches[slot].truncate(to: min(count, caches[slot].count))
    }

    func copyPrefix(from source: Int, to slot: Int, count: Int) throws {
        try caches[slot].copyPrefix(from: caches[source], count: count)
    }

    var stateBytesPerToken: Int { caches[0].bytesPerToken }

    var stateDescription: String { caches[0].stateDescription }

    func copyState(slot: Int, tokens: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
        caches[slot].copyRows(tokens, to: target)
    }

    func appendState(
        slot: Int, adapterKey: UInt64, tokens: Range<Int>, of blockTokens: Int,
        from source: UnsafeRawBufferPointer
    ) throws {
        try caches[slot].appendRows(
            tokens, of: blockTokens, from: source, adapterIdentity: adapterKey)
    }

    func useAdapters(_ adapters: AdapterSet?, slot: Int) {
        self.adapters[slot] = adapters
    }

    func run(_ batch: [TokenModelEntry]) throws {
        defer { entries.removeAll(keepingCapacity: true) }
        for entry in batch {
            entries.append(
                BatchEntry(
                    cache: caches[entry.slot], tokens: entry.tokens,
                    output: Self.output(entry.output), isPrompt: entry.isPrompt,
                    adapters: adapters[entry.slot]))
        }
        try runner.run(entries)
    }

    private static func output(_ output: TokenModelEntry.Output) -> BatchEntry.Output {
        switch output {
        case .none: .none
        case .last: .last
        case .all: .all
        }
    }

    func logits(_ output: Int) -> UnsafeBufferPointer<Float> {
        runner.logits(output)
    }
}
