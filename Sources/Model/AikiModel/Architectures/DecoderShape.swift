import AikiCheckpoint
import AikiTensor

/// The numbers that all transformers here share, read from a file and checked for sense.
package struct DecoderShape: Sendable, Equatable {
    /// The widest head: what attention's kernels take.
    package static let headWidthMax = Compute.headWidthMax
    /// The longest context that is believed; positions are 32-bit.
    package static let contextMax = 1 << 30

    package var vocabularySize: Int
    package var contextTokensMax: Int
    package var width: Int
    package var layerCount: Int
    package var headCount: Int
    package var keyValueHeadCount: Int
    package var keyWidth: Int
    package var valueWidth: Int
    package var feedForwardWidth: Int
    package var epsilon: Float

    /// Reads the shape.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - epsilonKey: the key of the norms' epsilon.
    ///   - defaultEpsilon: what counts where a file leaves it out; nil where it must not.
    /// - Throws: ``ModelError`` where a number is missing, out of range, or at odds with another.
    package init(
        _ source: ModelSource, epsilonKey: String = "attention.layer_norm_rms_epsilon",
        defaultEpsilon: Double? = nil
    ) throws(ModelError) {
        let table = source.shape("token_embd.weight")
        width = try source.integer("embedding_length")
        guard table.count == 2 else { throw .missingTensor(name: "token_embd.weight") }
        guard table[1] == width, (1...ModelSource.numberMax).contains(table[0]) else {
            throw .tensorShape(
                name: "token_embd.weight", expected: [table[0], width], found: table)
        }
        vocabularySize = table[0]
        contextTokensMax = try source.integer("context_length", in: 1...Self.contextMax)
        // Every layer has tensors, so a file cannot have more layers than tensors.
        layerCount = try source.integer("block_count", in: 1...max(1, source.file.tensors.count))
        headCount = try source.integer("attention.head_count")
        keyValueHeadCount = try source.integer(
            "attention.head_count_kv", in: 1...headCount, default: headCount)
        guard headCount % keyValueHeadCount == 0 else {
            throw .invalidMetadata(
                key: source.key("attention.head_count_kv"), value: "\(keyValueHeadCount)",
                expected: "a divisor of the \(headCount) query heads")
        }
        let share = width % headCount == 0 ? width / headCount : nil
        keyWidth = try source.integer(
            "attention.key_length", in: 1...Self.headWidthMax, default: share)
        valueWidth = try source.integer(
            "attention.value_length", in: 1...Self.headWidthMax, default: share)
        guard keyWidth <= Self.headWidthMax, valueWidth <= Self.headWidthMax else {
            throw .invalidMetadata(
                key: source.key("attention.key_length"), value: "\(keyWidth)",
                expected: "at most \(Self.headWidthMax)")
        }
        feedForwardWidth = try source.integer("feed_forward_length")
        epsilon = Float(try source.number(epsilonKey, in: 1e-20...1, default: defaultEpsilon))
    }

    /// Numbers of all key heads.
    package var keyRowWidth: Int { keyValueHeadCount * keyWidth }
    /// Numbers of all value heads.
    package var valueRowWidth: Int { keyValueHeadCount * valueWidth }
}
