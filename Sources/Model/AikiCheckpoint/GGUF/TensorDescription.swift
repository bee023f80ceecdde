public import AikiTensor

/// Where a tensor lies in a file and what it looks like.
public struct TensorDescription: Sendable, Equatable {
    /// The name in the file.
    public let name: String
    /// How the numbers are stored; nil for a type that this program cannot compute with.
    public let type: TensorType?
    /// The type's number in the file.
    public let typeNumber: UInt32
    /// Sizes, outermost first: (rows, columns), (experts, rows, columns).
    public let shape: [Int]
    /// Bytes of the data; nil for a type whose size is not known here.
    public let byteCount: Int?
    /// Where the data starts in its file, in bytes from the file's start.
    public let offset: Int
    /// Which file holds it: 0, or the part of a split file.
    public let file: Int

    /// The type as people write it, such as `Q4_K`; `type 16 (IQ2_XXS)` where it is foreign.
    public var typeName: String {
        if let type { return type.name }
        guard let name = Self.foreignTypeNames[typeNumber] else { return "type \(typeNumber)" }
        return "type \(typeNumber) (\(name))"
    }

    /// How many numbers the tensor holds.
    public var elementCount: Int { shape.reduce(1, *) }

    /// Types that other programs know; a refusal should name them.
    private static let foreignTypeNames: [UInt32: String] = [
        4: "Q4_2", 5: "Q4_3", 9: "Q8_1", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS",
        18: "IQ3_XXS", 19: "IQ1_S", 21: "IQ3_S", 22: "IQ2_S", 24: "I8", 25: "I16", 26: "I32",
        27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 40: "NVFP4",
    ]
}
