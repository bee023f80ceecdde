import Foundation

/// What to do with an answer to a request for a file: a decision without I/O.
///
/// Answers and what follows: 206 from where we are → append; 200 → start again, as the server does
/// not resume or the file changed; 416 with everything here → finish; a redirect → follow;
/// 408, 429 and 5xx → wait; 401 and 403, 404 and 410, all else → fail.
enum DownloadStep: Equatable {
    /// The body continues the partial file.
    case append
    /// The body is the whole file; the partial one is worthless.
    case replace
    /// Nothing is missing.
    case finish
    /// The partial file is worthless; ask again without it.
    case discard
    /// The file is elsewhere.
    case follow(location: String)
    /// Try again, not before a while if the server says so.
    case wait(Duration?, HubError)
    /// It will not work.
    case fail(HubError)

    /// What an answer says, as far as it matters.
    struct Answer {
        var status: Int
        var contentRange: String?
        var location: String?
        var retryAfter: String?
    }

    /// Decides.
    ///
    /// - Parameters:
    ///   - answer: status and headers.
    ///   - partialBytes: what we have, and asked to continue from.
    ///   - totalBytes: what the listing promised.
    ///   - url: for errors.
    /// - Returns: the next step.
    static func decide(
        _ answer: Answer, partialBytes: Int, totalBytes: Int, url: String
    ) -> DownloadStep {
        switch answer.status {
        case 200: return .replace
        case 206: return continues(answer.contentRange, partialBytes, totalBytes)
        case 301, 302, 303, 307, 308:
            guard let location = answer.location else {
                return .fail(.badRedirect(url: url, reason: "it does not say where to"))
            }
            return .follow(location: location)
        case 416: return partialBytes == totalBytes ? .finish : .discard
        case 401, 403: return .fail(.unauthorized(url: url, status: answer.status))
        case 404, 410: return .fail(.notFound(url: url))
        case 429: return .wait(seconds(answer.retryAfter), .rateLimited(url: url))
        case 408, 500...599:
            return .wait(
                seconds(answer.retryAfter), .serverFailed(url: url, status: answer.status))
        default: return .fail(.serverFailed(url: url, status: answer.status))
        }
    }

    /// `bytes 100-199/200`: appends only where it starts at our end and agrees on the size.
    private static func continues(_ range: String?, _ partial: Int, _ total: Int) -> DownloadStep {
        guard let range, range.hasPrefix("bytes ") else { return .discard }
        let halves = range.dropFirst("bytes ".count).split(separator: "/")
        guard halves.count == 2,
            let start = halves[0].split(separator: "-").first.flatMap({ Int($0) }),
            start == partial, halves[1] == "*" || Int(halves[1]) == total
        else { return .discard }
        return .append
    }

    private static func seconds(_ text: String?) -> Duration? {
        guard let text, let value = Int(text), value >= 0, value < 86_400 else { return nil }
        return .seconds(value)
    }
}
