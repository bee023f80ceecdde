// The names are those of the format, as everyone who uses it spells them.
// swift-format-ignore: AlwaysUseLowerCamelCase
/// How the numbers of a tensor are stored; raw values are the type numbers of GGUF files, but for
/// ``compactBF16``, which is none of theirs.
///
/// A row is cut into blocks of ``elementsPerBlock`` numbers; each block takes ``bytesPerBlock``.
/// Layouts byte by byte: `Sources/Model/CAikiKernels/src/blocks.h`.
public enum TensorType: UInt32, Sendable, CaseIterable {
    /// IEEE 754 binary32.
    case f32 = 0
    /// IEEE 754 binary16.
    case f16 = 1
    /// 4 bits, one f16 scale for 32 numbers.
    case q4_0 = 2
    /// 4 bits, one f16 scale and one f16 minimum for 32 numbers.
    case q4_1 = 3
    /// 5 bits, one f16 scale for 32 numbers.
    case q5_0 = 6
    /// 5 bits, one f16 scale and one f16 minimum for 32 numbers.
    case q5_1 = 7
    /// 8 bits, one f16 scale for 32 numbers.
    case q8_0 = 8
    /// 2 bits, 4-bit scales and minimums for 16 numbers, in super-blocks of 256.
    case q2_K = 10
    /// 3 bits, 6-bit scales for 16 numbers, in super-blocks of 256.
    case q3_K = 11
    /// 4 bits, 6-bit scales and minimums for 32 numbers, in super-blocks of 256.
    case q4_K = 12
    /// 5 bits, 6-bit scales and minimums for 32 numbers, in super-blocks of 256.
    case q5_K = 13
    /// 6 bits, 8-bit scales for 16 numbers, in super-blocks of 256.
    case q6_K = 14
    /// 4-bit index into 16 unevenly spaced levels, one f16 scale for 32 numbers.
    case iq4_NL = 20
    /// The levels of ``iq4_NL`` with 6-bit scales for 32 numbers, in super-blocks of 256.
    case iq4_XS = 23
    /// The upper half of binary32.
    case bf16 = 30
    /// OCP microscaling: 4-bit floats (E2M1), one power-of-two scale for 32 numbers.
    case mxfp4 = 39
    /// BF16 in three quarters of its memory, without loss, 128 numbers a block; never in files. What
    /// fits no block stands behind them all: see ``Compute/compact(_:)``.
    case compactBF16 = 63

    /// The types of files.
    public static let allCases: [TensorType] = [
        .f32, .f16, .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .q2_K, .q3_K, .q4_K, .q5_K, .q6_K, .iq4_NL,
        .iq4_XS, .bf16, .mxfp4,
    ]

    /// The type that a file means by a number; nil for one that is not known.
    public init?(fileNumber number: UInt32) {
        guard let type = TensorType(rawValue: number), Self.allCases.contains(type) else {
            return nil
        }
        self = type
    }
}

extension TensorType {
    /// The name used in GGUF tools, `Q4_K`.
    public var name: String {
        switch self {
        case .f32: "F32"
        case .f16: "F16"
        case .q4_0: "Q4_0"
        case .q4_1: "Q4_1"
        case .q5_0: "Q5_0"
        case .q5_1: "Q5_1"
        case .q8_0: "Q8_0"
        case .q2_K: "Q2_K"
        case .q3_K: "Q3_K"
        case .q4_K: "Q4_K"
        case .q5_K: "Q5_K"
        case .q6_K: "Q6_K"
        case .iq4_NL: "IQ4_NL"
        case .iq4_XS: "IQ4_XS"
        case .bf16: "BF16"
        case .mxfp4: "MXFP4"
        case .compactBF16: "compact BF16"
        }
    }

    /// The type of files of that name, whatever its case.
    public init?(name: String) {
        let upper = name.uppercased()
        guard let type = Self.allCases.first(where: { $0.name == upper }) else { return nil }
        self = type
    }

    /// Numbers in one block.
    public var elementsPerBlock: Int {
        switch self {
        case .f32, .f16, .bf16: 1
        case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .iq4_NL, .mxfp4: 32
        case .compactBF16: 128
        case .q2_K, .q3_K, .q4_K, .q5_K, .q6_K, .iq4_XS: 256
        }
    }

    /// Bytes of one block.
    public var bytesPerBlock: Int {
        switch self {
        case .f32: 4
        case .f16, .bf16: 2
        case .q4_0, .iq4_NL: 18
        case .q4_1: 20
        case .q5_0: 22
        case .q5_1: 24
        case .q8_0: 34
        case .q2_K: 84
        case .q3_K: 110
        case .q4_K: 144
        case .q5_K: 176
        case .q6_K: 210
        case .iq4_XS: 136
        case .mxfp4: 17
        case .compactBF16: 196
        }
    }

    /// Bytes that a row of so many numbers takes.
    ///
    /// - Returns: nil where the numbers are negative, do not fill whole blocks, or the product
    ///   does not fit an `Int`.
    public func byteCount(elements: Int) -> Int? {
        guard elements >= 0, elements.isMultiple(of: elementsPerBlock) else { return nil }
        let (bytes, overflow) = (elements / elementsPerBlock)
            .multipliedReportingOverflow(by: bytesPerBlock)
        return overflow ? nil : bytes
    }
}
