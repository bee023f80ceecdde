import AikiBase
import AikiTensor

/// What a GGUF file says of rotary positions, in the words of `config.json`.
struct RotaryExport {
    /// The base of the frequencies.
    let base: Double
    /// Numbers of a head that turn.
    let rotated: Int
    /// `rope_scaling`; nil where positions are not stretched.
    let scaling: JSONObject?

    init(
        _ source: inout ExportSource, headWidth: Int, contextTokens: Int
    ) throws(CheckpointError) {
        base = try source.number("rope.freq_base", default: 10_000)
        rotated = try source.count("rope.dimension_count", default: headWidth)
        let divisors =
            source.has("rope_freqs.weight")
            ? try source.tensor("rope_freqs.weight", shape: [rotated / 2]).dequantized() : nil
        let kind = try source.text("rope.scaling.type") ?? "none"
        let factor = try source.number("rope.scaling.factor", default: 1)
        let original = try source.count(
            "rope.scaling.original_context_length", default: contextTokens)
        switch kind {
        case "none" where divisors != nil:
            scaling = try Self.llama3(divisors ?? [], base: base, source)
        case "none": scaling = nil
        case "linear" where divisors == nil:
            scaling = factor == 1 ? nil : ["rope_type": "linear", "factor": .number(factor)]
        case "yarn" where divisors == nil:
            scaling = [
                "rope_type": "yarn", "factor": .number(factor),
                "original_max_position_embeddings": .integer(Int64(original)),
            ]
        default: throw source.unsupported("rope.scaling.type", .string(kind))
        }
    }

    /// Llama 3's rule, of which a GGUF file keeps only what comes out.
    ///
    /// The largest divisor is the factor. The bounds are found among those that models were
    /// published with, and counted as found only where they give every divisor of the file.
    private static func llama3(
        _ divisors: [Float], base: Double, _ source: ExportSource
    ) throws(CheckpointError) -> JSONObject {
        let factor = Double(divisors.max() ?? 1)
        for original in stride(from: 4, through: 17, by: 1).map({ Double(1 << $0) }) {
            for (low, high) in [(1.0, 4.0), (1.0, 2.0), (1.0, 8.0)] {
                let made = RotaryScaling.llama3Divisors(
                    base: base, rotated: divisors.count * 2, factor: factor, low: low, high: high,
                    originalTokens: original)
                let isSame = zip(made, divisors).allSatisfy {
                    abs($0 - $1) <= 1e-5 * abs($1)
                }
                guard isSame else { continue }
                return [
                    "rope_type": "llama3", "factor": .number(factor),
                    "low_freq_factor": .number(low), "high_freq_factor": .number(high),
                    "original_max_position_embeddings": .integer(Int64(original)),
                ]
            }
        }
        throw .unsupported(
            path: source.file.path, what: "divisors in rope_freqs.weight that no known rule gives")
    }
}
