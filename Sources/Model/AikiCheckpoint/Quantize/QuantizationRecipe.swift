public import AikiTensor

/// A named mixture of types; which tensor gets which follows what llama-quantize publishes.
///
/// The letters after a K-type say how many tensors get more bits than the name: S few, M some.
public enum QuantizationRecipe: String, Sendable, CaseIterable {
    /// Everything in single precision.
    case f32 = "F32"
    /// Matrices in half precision.
    case f16 = "F16"
    /// Matrices in the upper half of single precision.
    case bf16 = "BF16"
    /// 8.5 bits a weight.
    case q80 = "Q8_0"
    /// 4.5 bits a weight, one scale a block.
    case q40 = "Q4_0"
    /// 5 bits a weight, scale and minimum.
    case q41 = "Q4_1"
    /// 5.5 bits a weight.
    case q50 = "Q5_0"
    /// 6 bits a weight.
    case q51 = "Q5_1"
    /// 2.6 bits a weight and more where it hurts.
    case q2K = "Q2_K"
    /// 3.4 bits a weight and more where it hurts.
    case q3KMedium = "Q3_K_M"
    /// 4.5 bits a weight, a little more in the first layers.
    case q4KSmall = "Q4_K_S"
    /// 4.5 bits a weight, 6.6 in half of the sensitive tensors; the usual choice.
    case q4KMedium = "Q4_K_M"
    /// 5.5 bits a weight, 6.6 in half of the sensitive tensors.
    case q5KMedium = "Q5_K_M"
    /// 6.6 bits a weight.
    case q6K = "Q6_K"
    /// 4.5 bits a weight on a curved grid, blocks of 32.
    case iq4NL = "IQ4_NL"
    /// 4.25 bits a weight on a curved grid, blocks of 256.
    case iq4XS = "IQ4_XS"
    /// Experts in MXFP4, all else in Q8_0.
    case mxfp4 = "MXFP4"

    /// The recipe of a name, in any case.
    ///
    /// - Throws: ``CheckpointError/unknownRecipe(name:known:)``.
    public static func named(_ name: String) throws(CheckpointError) -> QuantizationRecipe {
        guard let recipe = QuantizationRecipe(rawValue: name.uppercased()) else {
            throw .unknownRecipe(name: name, known: allCases.map(\.rawValue))
        }
        return recipe
    }

    /// The type of most matrices.
    public var type: TensorType {
        switch self {
        case .f32: .f32
        case .f16: .f16
        case .bf16: .bf16
        case .q80: .q8_0
        case .q40: .q4_0
        case .q41: .q4_1
        case .q50: .q5_0
        case .q51: .q5_1
        case .q2K: .q2_K
        case .q3KMedium: .q3_K
        case .q4KSmall, .q4KMedium: .q4_K
        case .q5KMedium: .q5_K
        case .q6K: .q6_K
        case .iq4NL: .iq4_NL
        case .iq4XS: .iq4_XS
        case .mxfp4: .mxfp4
        }
    }

    /// `general.file_type`.
    public var fileType: UInt32 {
        switch self {
        case .f32: 0
        case .f16: 1
        case .q40: 2
        case .q41: 3
        case .q80: 7
        case .q50: 8
        case .q51: 9
        case .q2K: 10
        case .q3KMedium: 12
        case .q4KSmall: 14
        case .q4KMedium: 15
        case .q5KMedium: 17
        case .q6K: 18
        case .iq4NL: 25
        case .iq4XS: 30
        case .bf16: 32
        case .mxfp4: 38
        }
    }

    /// Whether weights are stored in blocks with scales.
    var isQuantized: Bool {
        switch self {
        case .f32, .f16, .bf16: false
        default: true
        }
    }
}
