/// Which model of a hub: `hf.co/ORG/REPO`, `ORG/REPO`, with `:QUANT` behind it where one is wanted.
public struct HubReference: Sendable, Equatable, CustomStringConvertible {
    /// The longest part of a name, in bytes.
    public static let partBytesMax = 96

    /// Who it belongs to.
    public let organization: String
    /// The repository's name.
    public let repository: String
    /// The wanted quantisation, such as `Q4_K_M`; nil where any good one will do.
    public let quantization: String?

    /// Reads a reference as a person types it; also a whole address of a web page.
    ///
    /// - Throws: ``HubError/invalidReference(text:reason:)``.
    public init(_ text: String) throws(HubError) {
        var rest = Substring(text)
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        for host in ["hf.co/", "huggingface.co/"] where rest.hasPrefix(host) {
            rest = rest.dropFirst(host.count)
        }
        let halves = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = (halves.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw .invalidReference(text: text, reason: "it is not ORG/REPO")
        }
        for part in parts + halves.dropFirst() { try Self.check(part, text) }
        organization = String(parts[0])
        repository = String(parts[1])
        quantization = halves.count > 1 ? String(halves[1]) : nil
    }

    /// As a person would type it.
    public var description: String {
        "hf.co/\(name)" + (quantization.map { ":\($0)" } ?? "")
    }

    /// `ORG/REPO`.
    public var name: String { "\(organization)/\(repository)" }

    private static func check(_ part: Substring, _ text: String) throws(HubError) {
        let bytes = Array(part.utf8)
        guard (1...partBytesMax).contains(bytes.count) else {
            throw .invalidReference(
                text: text, reason: "a part has not 1 to \(partBytesMax) bytes")
        }
        guard bytes.allSatisfy(isPlain), !part.hasPrefix("."), !part.hasPrefix("-"),
            !part.contains("..")
        else {
            throw .invalidReference(
                text: text, reason: "a part holds other than letters, digits, dots, dashes")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
        default: false
        }
    }
}
