/// A key. Printing it, by mistake or not, shows nothing of it.
public struct ProviderKey: Sendable, Equatable {
    /// The most characters of a key.
    public static let lengthMax = 4096

    package let value: String

    /// Takes a key.
    ///
    /// - Returns: nil for text that is empty or could not stand in a header.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.lengthMax,
            bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        value = text
    }

    /// A text without the key: providers like to repeat what they were sent.
    func removed(from text: String) -> String {
        text.split(separator: value, omittingEmptySubsequences: false).joined(separator: "[key]")
    }
}

extension ProviderKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that there is a key.
    public var description: String { "[key]" }
    /// Says that there is a key.
    public var debugDescription: String { "[key]" }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
