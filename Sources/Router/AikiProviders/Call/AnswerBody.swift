import AikiBase
import AikiDialogue
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Reads the body of an answer, as events, whole, or as an error.
struct AnswerBody {
    let response: HTTPClientResponse
    let watch: CallWatch

    /// The type of the body without its parameters, in small letters; nil where it is not told.
    var mediaType: String? {
        guard let text = response.headers.first(name: "Content-Type") else { return nil }
        let type = text.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        return type.isEmpty ? nil : type.lowercased()
    }

    /// Reads a stream of events and gives out what they say.
    ///
    /// The stream is read on after the answer's end, so that its connection can be used again.
    func readEvents(_ reader: any WireReader, _ output: CallOutput) async throws {
        var reader = reader
        var parser = ServerSentEventParser()
        var answer = WireAnswer()
        var byteCount = 0
        do {
            for try await buffer in response.body {
                byteCount += buffer.readableBytes
                guard byteCount <= ProviderLimits.answerBytesMax else {
                    throw CallFailure.tooLarge
                }
                if answer.isEnded { continue }
                let lines = parser.lineCount
                let events: [ServerSentEvent]
                do {
                    events = try buffer.withUnsafeReadableBytes { try parser.push($0) }
                } catch { throw CallFailure.tooLarge }
                for event in events where !answer.isEnded {
                    do { try reader.read(event, into: &answer) } catch {
                        output.give(&answer)
                        throw CallFailure.wire(error)
                    }
                }
                output.give(&answer)
                if answer.isEnded {
                    try finish(answer, output)
                    watch.enterEnding()
                } else if parser.lineCount > lines {
                    watch.enter(answer.hasOutput ? .between : .first)
                }
            }
        } catch let failure as CallFailure {
            throw failure
        } catch {
            try end(answer, output, problem: Self.words(error))
            return
        }
        try Task.checkCancellation()
        try end(answer, output, problem: "the stream ended before the answer did")
    }

    /// The connection is at its end: fine where the answer is.
    private func end(_ answer: WireAnswer, _ output: CallOutput, problem: String) throws {
        if output.isFinished { return }
        guard answer.reason != nil else {
            try Task.checkCancellation()
            throw CallFailure.broken(problem)
        }
        try finish(answer, output)
    }

    private func finish(_ answer: WireAnswer, _ output: CallOutput) throws {
        guard let reason = answer.reason else {
            throw CallFailure.wire(.malformed("an end without a reason"))
        }
        output.finish(answer, reason: reason)
    }

    /// Reads an answer that comes whole.
    func readWhole(_ reader: any WireReader, _ output: CallOutput) async throws {
        var reader = reader
        let bytes = try await collect(limit: ProviderLimits.answerBytesMax)
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch {
            throw CallFailure.wire(.malformed("a body that is no JSON (\(error.message))"))
        }
        var answer = WireAnswer()
        do { try reader.readWhole(value, into: &answer) } catch {
            throw CallFailure.wire(error)
        }
        output.give(&answer)
        try finish(answer, output)
    }

    /// Reads what an answer with another status than 200 says.
    func failure(now: Date) async throws -> CallFailure {
        var body: JSONValue?
        do {
            let bytes = try await collect(limit: ProviderLimits.errorBytesMax)
            body = try? JSONValue(parsing: bytes)
        } catch CallFailure.tooLarge, CallFailure.broken {
            // The status says enough.
        }
        let headers = response.headers
        let wait = RetryAfter.read(
            milliseconds: headers.first(name: "retry-after-ms"),
            headers.first(name: "Retry-After"), now: now)
        return .status(Int(response.status.code), WireFault(body), retryAfter: wait)
    }

    /// All bytes of the body.
    func collect(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in response.body {
                guard bytes.count + buffer.readableBytes <= limit else {
                    throw CallFailure.tooLarge
                }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch let failure as CallFailure {
            throw failure
        } catch {
            try Task.checkCancellation()
            throw CallFailure.broken(Self.words(error))
        }
        try Task.checkCancellation()
        return bytes
    }

    private static func words(_ error: any Error) -> String {
        (error as? HTTPClientError)?.shortDescription ?? String("\(error)".prefix(200))
    }
}
