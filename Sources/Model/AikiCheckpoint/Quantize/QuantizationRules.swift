import AikiBase
import AikiTensor

/// Decides which type each tensor of a model gets under a recipe.
///
/// Legend: a value projection's place is its rank among those of all layers; a feed-forward
/// matrix's place is its layer. "Sensitive" places are the first and last eighth and every third
/// of the rest, as llama-quantize has it (`use_more_bits`).
struct QuantizationRules {
    private let recipe: QuantizationRecipe
    private let isTied: Bool
    private let layers: Int
    private let experts: Int
    private let groups: Int
    private let hasSharedBigValues: Bool
    private let valuePlace: [String: Int]

    /// Reads what the rules depend on.
    init(_ recipe: QuantizationRecipe, file: GGUFFile) {
        let architecture = file.string("general.architecture") ?? ""
        func integer(_ key: String) -> Int? { file.integer("\(architecture).\(key)") }
        self.recipe = recipe
        isTied = file.description(of: "output.weight") == nil
        layers = integer("block_count") ?? 0
        experts = integer("expert_count") ?? 0
        let heads = integer("attention.head_count") ?? 1
        let keyValueHeads = max(1, integer("attention.head_count_kv") ?? heads)
        groups = heads / keyValueHeads
        hasSharedBigValues = architecture == "llama" && layers == 80 && heads != keyValueHeads
        let values = file.tensors.map(\.name)
            .filter { TensorRole(name: $0).holdsValues && $0.hasSuffix("weight") }
            .sorted { (TensorRole.layer($0) ?? 0, $0) < (TensorRole.layer($1) ?? 0, $1) }
        valuePlace = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    }

    /// The type of one tensor; what it is stored as now, where it is not to be quantised.
    func type(of name: String, shape: [Int], stored: TensorType) -> TensorType {
        guard TensorRole.isQuantizable(name, shape: shape) else { return stored }
        guard recipe.isQuantized else { return recipe.type }
        let wanted = mixture(TensorRole(name: name), name, shape)
        return Self.fallback(wanted, columns: shape.last ?? 1)
    }

    /// A type that a row can be stored in: rows that are no whole blocks of 256 get the nearest
    /// type of blocks of 32, and rows that are not even those stay in half precision.
    static func fallback(_ type: TensorType, columns: Int) -> TensorType {
        guard columns % type.elementsPerBlock != 0 else { return type }
        let smaller: TensorType =
            switch type {
            case .iq4_XS: .iq4_NL
            case .q2_K, .q3_K: .q4_0
            case .q4_K: .q5_0
            case .q5_K: .q5_1
            case .q6_K: .q8_0
            default: .f16
            }
        return columns % smaller.elementsPerBlock == 0 ? smaller : .f16
    }

    private func mixture(_ role: TensorRole, _ name: String, _ shape: [Int]) -> TensorType {
        let isOutput = if case .output = role { true } else { false }
        let isEmbedding = if case .embedding = role { true } else { false }
        if isOutput || (isTied && isEmbedding) { return outputType(columns: shape.last ?? 1) }
        if recipe == .mxfp4 {
            return shape.count == 3 && shape[0] > 1 ? .mxfp4 : .q8_0
        }
        switch role {
        case .attentionValue, .attentionFused: return valueType(place: valuePlace[name] ?? 0)
        case .attentionKey: return experts == 8 ? .q8_0 : recipe.type
        case .feedForwardDown: return downType(layer: TensorRole.layer(name) ?? 0)
        case .attentionOutput: return attentionOutputType
        case .output, .embedding, .other: return recipe.type
        }
    }

    private func outputType(columns: Int) -> TensorType {
        if recipe == .mxfp4 || columns % recipe.type.elementsPerBlock != 0 { return .q8_0 }
        return recipe.type == .q8_0 ? .q8_0 : .q6_K
    }

    private func valueType(place: Int) -> TensorType {
        var type = recipe.type
        switch recipe {
        case .q2K: type = groups >= 4 ? .q4_K : .q3_K
        case .q3KMedium: type = place < 2 ? .q5_K : .q4_K
        case .iq4NL, .iq4XS: if groups >= 4 { type = .q5_K }
        case .q4KMedium, .q5KMedium:
            if Self.isSensitive(place, of: valuePlace.count) { type = .q6_K }
        case .q4KSmall: if place < 4 { type = .q5_K }
        default: break
        }
        // Eight heads share one value matrix in the 70B Llamas: it is small, so bits are cheap.
        if hasSharedBigValues, type == .q3_K || type == .q4_K { type = .q5_K }
        return experts == 8 ? .q8_0 : type
    }

    private func downType(layer: Int) -> TensorType {
        switch recipe {
        case .q2K: return .q3_K
        case .q3KMedium: return layer < layers / 16 ? .q5_K : .q4_K
        case .q4KMedium, .q5KMedium:
            return Self.isSensitive(layer, of: layers) ? .q6_K : recipe.type
        case .q4KSmall, .iq4NL, .iq4XS: return layer < layers / 8 ? .q5_K : recipe.type
        default: return recipe.type
        }
    }

    private var attentionOutputType: TensorType {
        if experts == 8 {
            switch recipe {
            case .q2K, .q3KMedium, .q4KSmall, .q4KMedium, .iq4NL, .iq4XS: return .q5_K
            default: return recipe.type
            }
        }
        switch recipe {
        case .q2K: return .q3_K
        case .q3KMedium: return .q4_K
        default: return recipe.type
        }
    }

    private static func isSensitive(_ place: Int, of count: Int) -> Bool {
        place < count / 8 || place >= 7 * count / 8 || (place - count / 8) % 3 == 2
    }
}
