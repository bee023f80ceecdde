/// What a model may be called: a plain folder name that no shell or path can misread.
public enum ModelName {
    /// The longest name, in bytes.
    public static let bytesMax = 64

    /// Checks a name.
    ///
    /// - Throws: ``CheckpointError/invalidModelName(name:reason:)``.
    public static func check(_ name: String) throws(CheckpointError) {
        let bytes = Array(name.utf8)
        guard let first = bytes.first else {
            throw .invalidModelName(name: name, reason: "it is empty")
        }
        guard bytes.count <= bytesMax else {
            throw .invalidModelName(
                name: String(name.prefix(bytesMax)),
                reason: "it has \(bytes.count) bytes, more than \(bytesMax)")
        }
        guard isLetterOrDigit(first) else {
            throw .invalidModelName(name: name, reason: "it does not start with a letter or digit")
        }
        let marks = Array("._-".utf8)
        guard bytes.allSatisfy({ isLetterOrDigit($0) || marks.contains($0) }) else {
            throw .invalidModelName(
                name: name, reason: "it holds other than letters, digits, dots, dashes, underscores"
            )
        }
        guard name.lowercased() != ModelRegistry.pointerName else {
            throw .invalidModelName(name: name, reason: "the name is taken")
        }
    }

    /// Whether a text names a file in a folder, and not a path.
    static func isPlainFile(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 255
            && !name.utf8.contains(where: { $0 == 0x2f || $0 == 0x5c || $0 < 0x20 })
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
