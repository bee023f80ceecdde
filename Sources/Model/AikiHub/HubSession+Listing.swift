import AikiBase
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension HubSession {
    /// Pages of a listing that are read.
    static let pagesMax = 20
    /// Bytes of one page, at most.
    static let pageBytesMax = 16 << 20

    /// All files of a repository with sizes and hashes.
    func list(_ reference: HubReference) async throws -> [HubFile] {
        var url = address.listing(reference, revision: configuration.revision)
        var files: [HubFile] = []
        for _ in 0..<Self.pagesMax {
            let (json, next) = try await page(url)
            guard let entries = json.elements else {
                throw HubError.malformedListing(
                    url: url.absoluteString, reason: "it is no array")
            }
            for entry in entries where entry["type"]?.text == "file" {
                files.append(try file(entry, url))
            }
            guard let next else { return files }
            url = try HubAddress.follow(next, from: url)
        }
        throw HubError.malformedListing(
            url: url.absoluteString, reason: "it has more than \(Self.pagesMax) pages")
    }

    private func file(_ entry: JSONValue, _ url: URL) throws -> HubFile {
        let large = entry["lfs"]
        guard let path = entry["path"]?.text,
            let size = (large?["size"] ?? entry["size"])?.wholeNumber, size >= 0
        else {
            throw HubError.malformedListing(
                url: url.absoluteString, reason: "a file has no path or size")
        }
        let hash = large?["oid"]?.text.map {
            $0.hasPrefix("sha256:") ? String($0.dropFirst(7)) : $0
        }
        return HubFile(path: path, byteCount: size, sha256: hash?.lowercased())
    }

    /// One page and the address of the next.
    private func page(_ url: URL) async throws -> (JSONValue, String?) {
        var failures = 0
        var url = url
        var redirects = 0
        while true {
            let (step, response) = try await attempt(url)
            switch step {
            case .follow(let location):
                redirects += 1
                guard redirects <= Self.redirectsMax else { throw tooMany(url) }
                url = try HubAddress.follow(location, from: url)
            case .wait(let asked, let error):
                failures += 1
                guard failures <= configuration.retriesMax else { throw error }
                try await pause(failures: failures, asked: asked)
            case .fail(let error): throw error
            default:
                guard let response else { continue }
                var body = try await response.body.collect(upTo: Self.pageBytesMax)
                let bytes = body.readBytes(length: body.readableBytes) ?? []
                do {
                    return (try JSONValue(parsing: bytes), Self.next(response.headers))
                } catch {
                    throw HubError.malformedListing(
                        url: url.absoluteString, reason: error.message)
                }
            }
        }
    }

    private func attempt(_ url: URL) async throws -> (DownloadStep, HTTPClientResponse?) {
        do {
            let response = try await send(url)
            let answer = DownloadStep.Answer(response)
            let step = DownloadStep.decide(
                answer, partialBytes: 0, totalBytes: 0, url: url.absoluteString)
            return (step, response)
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = HubError.unreachable(url: url.absoluteString, reason: "\(error)")
            return (.wait(nil, failure), nil)
        }
    }

    func tooMany(_ url: URL) -> HubError {
        .badRedirect(
            url: url.absoluteString, reason: "more than \(Self.redirectsMax) redirects in a row")
    }

    /// The address in `Link: <…>; rel="next"`.
    private static func next(_ headers: HTTPHeaders) -> String? {
        for link in headers["Link"] where link.contains("rel=\"next\"") {
            guard let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">"),
                start < end
            else { continue }
            return String(link[link.index(after: start)..<end])
        }
        return nil
    }
}

extension DownloadStep.Answer {
    init(_ response: HTTPClientResponse) {
        self.init(
            status: Int(response.status.code),
            contentRange: response.headers.first(name: "Content-Range"),
            location: response.headers.first(name: "Location"),
            retryAfter: response.headers.first(name: "Retry-After"))
    }
}
