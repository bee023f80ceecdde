import AikiBase
import Hummingbird

/// Writes the frames of a stream of server-sent events (WHATWG HTML § 9.2).
enum ServerSentEvents {
    /// What ends a stream.
    static let done = ByteBuffer(string: "data: [DONE]\n\n")
    /// A comment that keeps proxies from closing a silent connection.
    static let keepAlive = ByteBuffer(string: ": keep-alive\n\n")

    /// Objects as data events, in one buffer.
    static func data(_ objects: [JSONObject]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for object in objects {
            buffer.writeStaticString("data: ")
            buffer.writeBytes(JSONValue.object(object).encodedBytes())
            buffer.writeStaticString("\n\n")
        }
        return buffer
    }

    /// An error in the middle of a stream.
    static func error(_ error: APIError) -> ByteBuffer {
        ByteBuffer(string: "data: \(error.body.encoded())\n\n")
    }
}
