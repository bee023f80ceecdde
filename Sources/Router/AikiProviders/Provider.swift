package import AikiDialogue
import AikiBase
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// A provider of models: what it is, its health, and how it is asked.
///
///     let provider = Provider(settings) { ProviderKey(environment["OPENAI_API_KEY"] ?? "") }
///     for model in try await provider.listModels() { … }
///     let model = provider.externalModel("gpt-5-mini")
///
/// One value a provider is kept for as long as the program runs: its calls share connections and the
/// breaker.
public struct Provider: Sendable {
    /// What it is.
    public let settings: ProviderSettings
    let format: any WireFormat
    let health: ProviderHealth
    let client: HTTPClient
    private let key: @Sendable () throws -> ProviderKey?

    /// Makes a provider; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - settings: what it is.
    ///   - key: its key, asked for with each call; nil where there is none.
    public init(
        _ settings: ProviderSettings, key: @escaping @Sendable () throws -> ProviderKey?
    ) {
        self.settings = settings
        self.key = key
        format = settings.kind.format(provider: settings.name)
        health = ProviderHealth(settings.breaker)
        client = ProviderNetwork.client(connecting: settings.timeouts.connecting)
    }

    /// Whether it runs on this machine.
    public var isLocal: Bool { settings.address.isLoopback }

    /// How long it is left alone because it failed; nil where it is asked.
    public var restsFor: Duration? { health.rest }

    /// A request in the words of a kind of provider.
    ///
    /// - Throws: ``ProviderError/unsupported(provider:what:)``.
    package static func wireRequest(
        _ kind: ProviderKind, _ request: GenerationRequest, model: String
    ) throws -> WireRequest {
        try kind.format(provider: kind.rawValue).request(request, model: model)
    }

    /// Lists its models, which also shows that address and key are right.
    ///
    /// - Throws: ``ProviderError``, or `CancellationError`.
    public func listModels() async throws -> [ProviderModel] {
        let key = try requireKey()
        var request = HTTPClientRequest(url: "\(settings.address.text)/\(format.modelsPath)")
        addHeaders(&request.headers, key)
        if settings.kind == .anthropic {
            request.headers.add(name: "anthropic-version", value: AnthropicFormat.version)
        }
        var machine = CallMachine(
            provider: settings.name, model: "", policy: settings.retry,
            timeouts: settings.timeouts, isStreamed: true)
        machine.begin()
        do {
            let value = try await fetch(request)
            return format.models(value)
        } catch let failure as CallFailure {
            // A list is asked for by a person who waits: it is not asked for twice.
            let step = machine.step(after: failure, outputBytes: 1, unit: 0)
            guard case .fail(let error) = step else { throw failure }
            throw error.without(key)
        }
    }

    private func fetch(_ request: HTTPClientRequest) async throws -> JSONValue {
        let watch = CallWatch(
            settings.timeouts, isStreamed: true,
            end: ContinuousClock().now + settings.timeouts.total)
        return try await watch.run {
            let response: HTTPClientResponse
            do {
                response = try await client.execute(request, deadline: .distantFuture)
            } catch {
                try Task.checkCancellation()
                throw CallFailure(connecting: error)
            }
            watch.enter(.first)
            let body = AnswerBody(response: response, watch: watch)
            guard response.status == .ok else { throw try await body.failure(now: Date()) }
            let bytes = try await body.collect(limit: ProviderLimits.listBytesMax)
            guard let value = try? JSONValue(parsing: bytes), value.object != nil else {
                throw CallFailure.wire(.malformed("a list of models that is no JSON object"))
            }
            return value
        }
    }

    /// The key; nil where a server on this machine needs none.
    ///
    /// - Throws: ``ProviderError/keyMissing(provider:variable:)``, what reading the key throws.
    func requireKey() throws -> ProviderKey? {
        if let key = try key() { return key }
        guard settings.kind == .compatible else {
            throw ProviderError.keyMissing(
                provider: settings.name,
                variable: settings.keyVariable ?? settings.kind.keyVariable ?? "the key's variable")
        }
        return nil
    }

    func addHeaders(_ headers: inout HTTPHeaders, _ key: ProviderKey?) {
        headers.add(name: "User-Agent", value: "aiki")
        if let key {
            let header = format.keyHeader(key.value)
            headers.add(name: header.name, value: header.value)
        }
    }

    /// A model as it is listed; one that is not listed has a context that is assumed.
    func profile(_ model: String) -> ModelProfile {
        let known = settings.models.first { $0.name == model }
        let assumed = isLocal ? Self.localContextTokens : Self.contextTokens
        return ModelProfile(
            name: "\(settings.name)/\(model)", architecture: settings.kind.rawValue,
            contextTokensMax: known?.contextTokensMax ?? assumed, isLocal: isLocal)
    }

    /// The context that is assumed of a model whose own is not known.
    static let contextTokens = 128_000
    /// The same for a server on this machine, which has what somebody started it with.
    static let localContextTokens = 8192

    /// Starts a call, without regard to where the provider is: only ``LoopbackModel`` and
    /// ``RemoteModel``, which have looked at that, call this.
    ///
    /// - Parameters:
    ///   - request: what is asked.
    ///   - model: the model's name at the provider.
    ///   - idempotencyKey: the name of the call, the same in all attempts.
    /// - Returns: what the model writes.
    package func stream(
        _ request: GenerationRequest, model: String, idempotencyKey: String = UUID().uuidString
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            // Belongs to the stream and ends with it: dropping the stream ends the connection. Once the
            // answer is whole, what is left of the body is read, so that the connection serves again.
            let isWhole = Atomic(false)
            let task = Task(executorPreference: TaskPlace.executor) {
                do {
                    let call = try ProviderCall(
                        self, request, model: model, idempotencyKey: idempotencyKey)
                    try await call.run { event in
                        if case .finished = event { isWhole.store(true, ordering: .relaxed) }
                        continuation.yield(event)
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in
                if !isWhole.load(ordering: .relaxed) { task.cancel() }
            }
        }
    }
}
