import AikiBase
import AikiDialogue
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One call of a model: attempts until one is answered or the call has failed.
struct ProviderCall: Sendable {
    let provider: Provider
    let model: String
    let wire: WireRequest
    let isStreamed: Bool
    /// The same for all attempts, so that a provider which knows it does the work once.
    let idempotencyKey: String

    private let clock = ContinuousClock()

    init(
        _ provider: Provider, _ request: GenerationRequest, model: String, idempotencyKey: String
    ) throws {
        self.provider = provider
        self.model = model
        self.idempotencyKey = idempotencyKey
        isStreamed = request.isStreamed
        wire = try provider.format.request(request, model: model)
    }

    /// Makes the call.
    ///
    /// - Parameter tell: told what the model writes; the last event is the ending.
    /// - Throws: ``ProviderError``, or `CancellationError`.
    func run(_ tell: @escaping @Sendable (GenerationEvent) -> Void) async throws {
        let key = try provider.requireKey()
        let request = makeRequest(key)
        let settings = provider.settings
        let start = clock.now
        let end = start + settings.timeouts.total
        var machine = CallMachine(
            provider: settings.name, model: model, policy: settings.retry,
            timeouts: settings.timeouts, isStreamed: isStreamed)
        while true {
            let admission = provider.health.admit()
            if case .wait(let rest) = admission {
                throw ProviderError.resting(provider: settings.name, retryAfter: rest)
            }
            machine.begin()
            let output = CallOutput(
                provider: settings.name, attempts: machine.attempts, start: start, tell: tell)
            do {
                try await attempt(request, output, end: end)
                provider.health.succeed()
                return
            } catch let failure as CallFailure {
                let step = machine.step(
                    after: failure, outputBytes: output.byteCount, unit: .random(in: 0..<1))
                settle(failure)
                switch step {
                case .again(let pause) where clock.now + pause < end:
                    try await clock.sleep(for: pause)
                case .again:
                    throw ProviderError.timedOut(
                        provider: settings.name, phase: .total, limit: settings.timeouts.total)
                case .fail(let error): throw error.without(key)
                }
            } catch {
                provider.health.abandon(admission)
                throw error
            }
        }
    }

    private func settle(_ failure: CallFailure) {
        switch CallMachine.verdict(failure) {
        case .good: provider.health.succeed()
        case .bad: provider.health.fail()
        }
    }

    private func makeRequest(_ key: ProviderKey?) -> HTTPClientRequest {
        var request = HTTPClientRequest(
            url: "\(provider.settings.address.text)/\(wire.path)")
        request.method = .POST
        provider.addHeaders(&request.headers, key)
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(
            name: "Accept", value: isStreamed ? "text/event-stream" : "application/json")
        request.headers.add(name: "Idempotency-Key", value: idempotencyKey)
        for header in wire.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(ByteBuffer(bytes: JSONValue.object(wire.body).encodedBytes()))
        return request
    }

    /// One attempt, watched.
    private func attempt(
        _ request: HTTPClientRequest, _ output: CallOutput, end: ContinuousClock.Instant
    ) async throws {
        let watch = CallWatch(provider.settings.timeouts, isStreamed: isStreamed, end: end)
        do {
            try await watch.run { try await exchange(request, output, watch) }
        } catch {
            // An answer that was whole is one, however its connection ended.
            if output.isFinished || error is CallFailure && output.finishWhole() { return }
            throw error
        }
    }

    /// Sends the request and reads the answer.
    private func exchange(
        _ request: HTTPClientRequest, _ output: CallOutput, _ watch: CallWatch
    ) async throws {
        let response: HTTPClientResponse
        do {
            response = try await provider.client.execute(request, deadline: .distantFuture)
        } catch {
            try Task.checkCancellation()
            throw CallFailure(connecting: error)
        }
        watch.enter(.first)
        let reader = AnswerBody(response: response, watch: watch)
        guard response.status == .ok else {
            throw try await reader.failure(now: Date())
        }
        switch reader.mediaType {
        case "text/event-stream":
            try await reader.readEvents(provider.format.makeReader(), output)
        case "application/json":
            try await reader.readWhole(provider.format.makeReader(), output)
        case nil where isStreamed:
            try await reader.readEvents(provider.format.makeReader(), output)
        case let type:
            throw CallFailure.wire(
                .malformed("an answer of the type '\((type ?? "none").prefix(80))'"))
        }
    }
}

extension CallFailure {
    /// What an error of the connection means before there is a head.
    init(connecting error: any Error) {
        switch error as? HTTPClientError {
        case HTTPClientError.connectTimeout?: self = .timedOut(.connecting)
        case let known?: self = .unreachable(known.shortDescription)
        case nil: self = .unreachable(String("\(error)".prefix(200)))
        }
    }
}

extension ProviderError {
    /// The error without the key, should a provider repeat it.
    func without(_ key: ProviderKey?) -> ProviderError {
        guard let key else { return self }
        switch self {
        case .refused(let provider, let status, let problem):
            return .refused(
                provider: provider, status: status, problem: key.removed(from: problem))
        case .contextExceeded(let provider, let model, let problem):
            return .contextExceeded(
                provider: provider, model: model, problem: key.removed(from: problem))
        case .streamFailed(let provider, let code, let problem, let bytes):
            return .streamFailed(
                provider: provider, code: key.removed(from: code),
                problem: key.removed(from: problem), outputBytes: bytes)
        case .malformed(let provider, let problem):
            return .malformed(provider: provider, problem: key.removed(from: problem))
        default: return self
        }
    }
}
