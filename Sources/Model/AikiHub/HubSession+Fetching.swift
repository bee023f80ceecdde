import AikiBase
import AikiCheckpoint
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension HubSession {
    /// Requests for one file, at most, however much each of them brings.
    static let attemptsMax = 1_000

    /// Fetches one file: continues what is there, verifies, and only then gives it its name.
    ///
    /// - Parameters:
    ///   - file: what the listing says.
    ///   - reference: the repository.
    ///   - target: where it shall be.
    ///   - report: told how many bytes of the file are here.
    /// - Throws: ``HubError``, or `CheckpointError` where the file cannot be read back.
    func fetch(
        _ file: HubFile, of reference: HubReference, to target: URL, report: (Int) -> Void
    ) async throws {
        if try isComplete(file, target) { return report(file.byteCount) }
        let url = address.file(file.path, reference, revision: configuration.revision)
        var partial = try PartialFile(target: target, file: file)
        let resumed = partial.byteCount > 0
        try await fill(&partial, from: url, report)
        do {
            try verify(partial)
        } catch let error as HubError where resumed {
            // The old part may be to blame: once more from the start, then it is the hub's fault.
            guard case .hashMismatch = error else { throw error }
            partial.discard()
            try await fill(&partial, from: url, report)
            try verify(partial)
        }
        try partial.publish()
    }

    private func isComplete(_ file: HubFile, _ target: URL) throws -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
        guard (attributes?[.size] as? NSNumber)?.intValue == file.byteCount else { return false }
        // Without a hash nobody knows whether it is the same; such files are small.
        guard let expected = file.sha256 else { return false }
        return try FileDigest.sha256(ofFile: target.path) == expected
    }

    private func verify(_ partial: PartialFile) throws {
        var partial = partial
        guard partial.byteCount == partial.file.byteCount else {
            throw HubError.sizeMismatch(
                file: partial.file.path, expected: partial.file.byteCount,
                found: partial.byteCount)
        }
        guard let expected = partial.file.sha256 else { return }
        let found = try FileDigest.sha256(ofFile: partial.path)
        guard found == expected else {
            partial.discard()
            throw HubError.hashMismatch(
                file: partial.file.path, expected: expected, found: found)
        }
    }

    /// Requests until everything is here, or failures in a row are too many.
    private func fill(
        _ partial: inout PartialFile, from start: URL, _ report: (Int) -> Void
    ) async throws {
        var failures = 0
        var redirects = 0
        var url = start
        for _ in 0..<Self.attemptsMax {
            let before = partial.byteCount
            var asked: Duration?
            var failure = HubError.unreachable(
                url: start.absoluteString, reason: "the connection breaks")
            do {
                switch try await attempt(&partial, url, report) {
                case .finish: return
                case .follow(let location):
                    redirects += 1
                    guard redirects <= Self.redirectsMax else { throw tooMany(start) }
                    url = try HubAddress.follow(location, from: url)
                    continue
                case .discard: partial.discard()
                case .wait(let pause, let error): (asked, failure) = (pause, error)
                case .fail(let error): throw error
                case .append, .replace: break
                }
            } catch let error as HubError {
                throw error
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = .unreachable(url: start.absoluteString, reason: "\(error)")
            }
            // A signed address that a redirect gave may have expired: start at the hub again.
            (url, redirects) = (start, 0)
            let count = partial.byteCount
            if count == partial.file.byteCount, count > before { return }
            failures = count > before ? 0 : failures + 1
            guard failures <= configuration.retriesMax else { throw failure }
            try await pause(failures: max(failures, 1), asked: asked)
        }
        throw HubError.unreachable(
            url: start.absoluteString, reason: "\(Self.attemptsMax) requests did not finish it")
    }

    /// One request, and its body into the partial file.
    private func attempt(
        _ partial: inout PartialFile, _ url: URL, _ report: (Int) -> Void
    ) async throws -> DownloadStep {
        let total = partial.file.byteCount
        let response = try await send(url, headers: partial.resumeHeaders)
        let step = DownloadStep.decide(
            DownloadStep.Answer(response), partialBytes: partial.byteCount, totalBytes: total,
            url: url.absoluteString)
        guard step == .append || step == .replace else { return step }
        let handle = try partial.open(
            appending: step == .append, entityTag: response.headers.first(name: "ETag"))
        defer { try? handle.close() }
        var count = partial.byteCount
        report(count)
        for try await buffer in response.body {
            count += buffer.readableBytes
            guard count <= total else {
                partial.discard()
                throw HubError.sizeMismatch(
                    file: partial.file.path, expected: total, found: count)
            }
            do {
                try handle.write(contentsOf: Data(buffer.readableBytesView))
            } catch {
                throw HubError.unwritable(
                    path: partial.path, reason: error.localizedDescription)
            }
            report(count)
        }
        return count == total ? .finish : step
    }
}
