/// A text with zeros behind it, so that 16 bytes may be read wherever one of its bytes stands.
struct PaddedText: Sendable {
    private let bytes: [UInt8]

    /// Copies a text.
    init(_ text: some Collection<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + ShortPiece.bytesRead)
        bytes.append(contentsOf: text)
        bytes.append(contentsOf: repeatElement(0, count: ShortPiece.bytesRead))
        self.bytes = bytes
    }

    /// How many bytes the text has.
    var count: Int { bytes.count - ShortPiece.bytesRead }

    /// The text as a string.
    var string: String { String(decoding: bytes[..<count], as: UTF8.self) }

    /// Calls a function with the text.
    func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
}
