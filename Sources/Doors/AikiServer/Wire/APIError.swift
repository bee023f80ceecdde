package import AikiBase
import AikiDialogue

/// What a client is told when it gets no answer: OpenAI's error object and the status that goes with it.
package struct APIError: Error, Equatable, Sendable {
    /// The status of the response.
    package var status: Int
    /// OpenAI's coarse word for it: `invalid_request_error`, `api_error` …
    package var type: String
    /// A stable word for this very mistake.
    package var code: String?
    /// The parameter at fault, as a path: `messages[2].content`.
    package var param: String?
    /// What is wrong, with its numbers.
    package var message: String
    /// When to come again, in seconds.
    package var retryAfterSeconds: Int?
    /// Whether the connection ends with this error, because its body was not read to the end.
    package var closesConnection = false

    /// Makes an error.
    package init(
        status: Int, type: String = "invalid_request_error", code: String? = nil,
        param: String? = nil, message: String, retryAfterSeconds: Int? = nil
    ) {
        self.status = status
        self.type = type
        self.code = code
        self.param = param
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// A parameter that cannot be read or is out of its range.
    package static func invalid(_ param: String?, _ message: String) -> APIError {
        APIError(status: 400, param: param, message: message)
    }

    /// OpenAI's error object.
    package var body: JSONValue {
        [
            "error": [
                "message": .string(message),
                "type": .string(type),
                "param": param.map(JSONValue.string) ?? .null,
                "code": code.map(JSONValue.string) ?? .null,
            ]
        ]
    }
}

extension APIError {
    /// The client went away before there was an answer; nobody reads this.
    package static let clientClosed = APIError(
        status: 499, type: "api_error", code: "client_closed", message: "The client went away.")

    /// What a client is told about an error from inside: the truth where it can act on it, and
    /// nothing about our insides where it cannot.
    package init(_ error: any Error, requestID: String) {
        switch error {
        case let error as APIError: self = error
        case let error as ModelRequestError: self.init(error)
        case let error as any RemoteModelError: self.init(remote: error)
        case is CancellationError: self = .clientClosed
        default:
            self.init(
                status: 500, type: "api_error", code: "internal_error",
                message: "The server could not answer. Its log tells why, under \(requestID).")
        }
    }

    /// A model that somebody else runs failed: the client is told so, and as what.
    private init(remote error: any RemoteModelError) {
        let message = "\(error.message) \(error.hint)"
        switch error.fault {
        case .refused: self.init(status: 400, code: error.code, message: message)
        case .notFound:
            self.init(status: 404, code: "model_not_found", param: "model", message: message)
        case .notAllowed:
            self.init(status: 502, type: "api_error", code: error.code, message: message)
        case .overBudget:
            // OpenAI's own words for an account that has nothing left.
            self.init(
                status: 429, type: "insufficient_quota", code: "insufficient_quota",
                message: message)
        case .busy(let retryAfter):
            self.init(
                status: 429, type: "rate_limit_error", code: "rate_limit_exceeded",
                message: message,
                retryAfterSeconds: retryAfter.map { max(1, Int(clamping: $0.components.seconds)) })
        case .unavailable:
            self.init(status: 502, type: "api_error", code: error.code, message: message)
        case .timedOut:
            self.init(status: 504, type: "api_error", code: error.code, message: message)
        }
    }

    private init(_ error: ModelRequestError) {
        let message = "\(error.message) \(error.hint)"
        switch error {
        case .contextExceeded:
            self.init(
                status: 400, code: "context_length_exceeded", param: "messages", message: message)
        case .busy(_, _, let retryAfter):
            self.init(
                status: 429, type: "rate_limit_error", code: "rate_limit_exceeded",
                message: message,
                retryAfterSeconds: max(1, Int(clamping: retryAfter.components.seconds)))
        case .modelNotFound:
            self.init(status: 404, code: "model_not_found", param: "model", message: message)
        case .adapterNotFound:
            self.init(status: 404, code: "adapter_not_found", param: "lora", message: message)
        case .adapterUnusable:
            self.init(status: 400, code: "adapter_unusable", param: "lora", message: message)
        case .memoryTaken(_, _, _, let retryAfter):
            self.init(
                status: 503, type: "api_error", code: "memory_taken", message: message,
                retryAfterSeconds: max(1, Int(clamping: retryAfter.components.seconds)))
        case .invalidSetting(let name, _):
            self.init(status: 400, code: "invalid_value", param: name, message: message)
        case .unsupported:
            self.init(status: 400, code: "unsupported", param: "model", message: message)
        case .templateRefused:
            self.init(status: 400, code: "template_refused", param: "messages", message: message)
        case .invalidGrammar:
            self.init(
                status: 400, code: "invalid_grammar", param: "response_format", message: message)
        }
    }
}
