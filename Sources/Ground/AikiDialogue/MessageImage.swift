/// An image in a message.
public struct MessageImage: Sendable, Equatable {
    /// Where the image is.
    public enum Content: Sendable, Equatable {
        /// The image itself: its media type (`image/png`) and its bytes in Base64 (RFC 4648 §4).
        case inline(mediaType: String, base64: String)
        /// An address that the model's provider fetches it from.
        case link(String)
    }

    /// The image.
    public var content: Content

    /// Makes an image.
    public init(_ content: Content) {
        self.content = content
    }

    /// Reads an address as clients send it: `data:image/png;base64,…` holds the image itself.
    ///
    /// - Returns: nil for what is neither such data nor a web address.
    public init?(address: String) {
        if address.hasPrefix("https://") || address.hasPrefix("http://") {
            self.init(.link(address))
            return
        }
        guard address.hasPrefix("data:image/"), let comma = address.firstIndex(of: ",") else {
            return nil
        }
        let head = address[..<comma].dropFirst("data:".count)
        guard head.hasSuffix(";base64") else { return nil }
        self.init(
            .inline(
                mediaType: String(head.dropLast(";base64".count)),
                base64: String(address[address.index(after: comma)...])))
    }

    /// The image as an address: its link, or a `data:` address that holds it.
    public var address: String {
        switch content {
        case .inline(let mediaType, let base64): "data:\(mediaType);base64,\(base64)"
        case .link(let address): address
        }
    }
}
