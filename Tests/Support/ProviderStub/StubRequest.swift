public import AikiBase
import Foundation

/// A request as the stub got it.
public struct StubRequest: Sendable {
    /// `GET`, `POST`.
    public let method: String
    /// Path and query.
    public let path: String
    /// Headers by their names in small letters.
    public let headers: [String: String]
    /// The body; null where it is none or no JSON.
    public let body: JSONValue

    /// The model that is asked for: in the body, or for Gemini in the path.
    public var model: String {
        if let name = body["model"]?.text { return name }
        guard let start = path.range(of: "/models/") else { return "" }
        return String(path[start.upperBound...].prefix { $0 != ":" && $0 != "?" })
    }

    /// Whether the answer is to be streamed.
    public var isStreamed: Bool {
        body["stream"]?.truth == true || path.contains(":streamGenerateContent")
    }
}
