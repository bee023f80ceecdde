#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Text that equals other text only byte for byte.
///
/// Swift's strings are equal where Unicode calls them canonically equivalent: "é" as one scalar and
/// as "e" with an accent are one key of a dictionary. In vocabularies and JSON they are two.
public struct ExactText: Sendable, Hashable {
    /// The text.
    public let text: String

    /// Wraps a text.
    public init(_ text: String) {
        self.text = text
    }

    /// Whether the bytes are the same.
    public static func == (one: ExactText, other: ExactText) -> Bool {
        let (one, other) = (one.text.utf8, other.text.utf8)
        guard one.count == other.count else { return false }
        let isSame = one.withContiguousStorageIfAvailable { left in
            other.withContiguousStorageIfAvailable { right in
                guard let start = left.baseAddress, let otherStart = right.baseAddress else {
                    return true
                }
                return memcmp(start, otherStart, left.count) == 0
            }
        }
        return (isSame ?? nil) ?? one.elementsEqual(other)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
