import AikiBase
import Foundation

/// How a configuration stretches rotary positions; read from `rope_parameters`, or from
/// `rope_theta` and `rope_scaling` as older files have it.
struct RotaryScaling {
    /// What is done to the frequencies.
    enum Kind: Equatable {
        case none
        /// All positions divided by a factor.
        case linear(factor: Double)
        /// Long wavelengths divided by a factor, short ones kept, smooth in between.
        case llama3(factor: Double, low: Double, high: Double, originalTokens: Double)
        /// Interpolation by wavelength with a temperature (Peng 2023).
        case yarn(factor: Double, originalTokens: Int)
        /// One divisor a frequency, for short and for long contexts.
        case longrope(short: [Double], long: [Double])
    }

    /// The base of the frequencies.
    let base: Double
    let kind: Kind

    /// Reads the settings of one set of layers.
    ///
    /// - Parameters:
    ///   - configuration: the whole model's.
    ///   - layers: `full_attention` or the like, where `rope_parameters` differ by layer type.
    ///   - defaultBase: what the model's family uses when nothing is said.
    /// - Throws: ``CheckpointError/unsupportedField(file:field:value:)`` for an unknown kind.
    init(
        _ configuration: ImportConfiguration, layers: String? = nil, defaultBase: Double = 10_000
    ) throws(CheckpointError) {
        let parameters = configuration.nested("rope_parameters")
        let own = layers.flatMap { parameters?.nested($0) } ?? parameters
        let older = configuration.nested("rope_scaling")
        base =
            if let own, own.value("rope_theta") != nil {
                try own.number("rope_theta")
            } else {
                try configuration.number("rope_theta", default: defaultBase)
            }
        let source = own ?? older
        guard base > 0 else { throw configuration.unsupported("rope_theta") }
        kind = try Self.kind(source, configuration)
    }

    private static func kind(
        _ source: ImportConfiguration?, _ whole: ImportConfiguration
    ) throws(CheckpointError) -> Kind {
        guard let source else { return .none }
        let key = source.value("rope_type") != nil ? "rope_type" : "type"
        guard let name = source.value(key)?.text else { return .none }
        switch name {
        case "default": return .none
        case "linear": return .linear(factor: try source.number("factor"))
        case "llama3":
            return .llama3(
                factor: try source.number("factor"), low: try source.number("low_freq_factor"),
                high: try source.number("high_freq_factor"),
                originalTokens: try source.number("original_max_position_embeddings"))
        case "yarn":
            for key in ["attention_factor", "mscale", "mscale_all_dim"]
            where source.value(key) != nil {
                throw source.unsupported(key)
            }
            try source.require("beta_fast", isOneOf: [32])
            try source.require("beta_slow", isOneOf: [1])
            return .yarn(
                factor: try source.number("factor"),
                originalTokens: try source.count(
                    "original_max_position_embeddings",
                    default: try whole.count("max_position_embeddings", default: 2_048)))
        case "longrope", "su":
            return .longrope(
                short: try source.numbers("short_factor"), long: try source.numbers("long_factor"))
        default: throw source.unsupported(key)
        }
    }

    /// The divisor of each frequency under Llama 3's rule; (rotated / 2), f32.
    static func llama3Divisors(
        base: Double, rotated: Int, factor: Double, low: Double, high: Double,
        originalTokens: Double
    ) -> [Float] {
        (0..<rotated / 2).map { index in
            let wavelength = 2 * Double.pi * pow(base, 2 * Double(index) / Double(rotated))
            if wavelength < originalTokens / high { return 1 }
            if wavelength > originalTokens / low { return Float(factor) }
            let smooth = (originalTokens / wavelength - low) / (high - low)
            return Float(1 / ((1 - smooth) / factor + smooth))
        }
    }
}
