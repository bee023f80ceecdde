import Foundation
import HTTPTypes

/// The paths that are served.
enum Route: Equatable {
    case health
    case models
    case model(String)
    case chat
    case completions
    case embeddings
    case metrics

    /// Finds the route of a path.
    ///
    /// - Throws: 404 for a path that nobody serves.
    init(path: String) throws(APIError) {
        switch path {
        case "/health", "/v1/health": self = .health
        case "/v1/models": self = .models
        case "/v1/chat/completions": self = .chat
        case "/v1/completions": self = .completions
        case "/v1/embeddings": self = .embeddings
        case "/metrics": self = .metrics
        default:
            let prefix = "/v1/models/"
            guard path.hasPrefix(prefix), path.count > prefix.count,
                let name = path.dropFirst(prefix.count).removingPercentEncoding
            else {
                throw APIError(
                    status: 404, code: "unknown_url",
                    message: "There is nothing at '\(path.prefix(200))'.")
            }
            self = .model(name)
        }
    }

    /// The parameter that holds what a model reads.
    var promptParameter: String? {
        switch self {
        case .health, .models, .model, .metrics: nil
        case .chat: "messages"
        case .completions: "prompt"
        case .embeddings: "input"
        }
    }

    /// The method that the route takes.
    var method: HTTPRequest.Method {
        switch self {
        case .health, .models, .model, .metrics: .get
        case .chat, .completions, .embeddings: .post
        }
    }
}
