import AikiBase
import AikiDialogue
import Synchronization

/// A model without weights: it says what it is told to, a token a character, and remembers what it
/// was asked.
final class StandInModel: LanguageModel {
    /// What it does when asked.
    struct Script: Sendable {
        /// What it says; nil repeats the last message.
        var answer: String?
        /// Time before each token.
        var tokenTime: Duration = .zero
        /// Time before the first event.
        var silence: Duration = .zero
        /// An error in place of a first event.
        var refusal: (any Error)?
        /// An error after so many tokens.
        var failure: (after: Int, error: any Error)?
        /// What it says for ever, in place of an answer.
        var endlessPiece: String?
        /// What it hands over at the end.
        var toolCalls: [ToolCall] = []
        /// What it tells of the turn behind its answer.
        var turn: JSONObject?
    }

    private struct Memory {
        var requests: [GenerationRequest] = []
        var tokens = 0
        var running = 0
    }

    let profile: ModelProfile
    private let script: Script
    private let memory = Mutex(Memory())

    init(name: String = "tiny", _ script: Script = Script()) {
        profile = ModelProfile(name: name, architecture: "none", contextTokensMax: 1000)
        self.script = script
    }

    /// Everything it was asked.
    var requests: [GenerationRequest] { memory.withLock { $0.requests } }
    /// How many tokens it has written in all.
    var tokens: Int { memory.withLock { $0.tokens } }
    /// How many answers it is writing.
    var running: Int { memory.withLock { $0.running } }

    func countTokens(_ prompt: Prompt) async throws -> Int { 3 }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        memory.withLock { memory in
            memory.requests.append(request)
            memory.running += 1
        }
        let (stream, continuation) = AsyncThrowingStream<GenerationEvent, any Error>.makeStream()
        let task = Task {
            let result: (any Error)?
            do {
                try await write(request, into: continuation)
                result = nil
            } catch {
                result = error
            }
            memory.withLock { $0.running -= 1 }
            continuation.finish(throwing: result)
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func write(
        _ request: GenerationRequest,
        into continuation: AsyncThrowingStream<GenerationEvent, any Error>.Continuation
    ) async throws {
        if script.silence > .zero { try await Task.sleep(for: script.silence) }
        if let refusal = script.refusal { throw refusal }
        continuation.yield(.prefill(done: 3, total: 3))
        var usage = Usage(promptTokens: 3, cachedTokens: 1)
        let limit = request.outputTokensMax ?? .max
        for piece in pieces(of: request) {
            if usage.outputTokens == limit { break }
            if let failure = script.failure, usage.outputTokens == failure.after {
                throw failure.error
            }
            if script.tokenTime > .zero { try await Task.sleep(for: script.tokenTime) }
            try Task.checkCancellation()
            usage.outputTokens += 1
            memory.withLock { $0.tokens += 1 }
            continuation.yield(.delta(delta(piece, request)))
        }
        let reason: FinishReason = usage.outputTokens == limit ? .length : .stop
        var completion = Completion(reason: reason, usage: usage, toolCalls: script.toolCalls)
        completion.turn = script.turn
        continuation.yield(.finished(completion))
    }

    private func delta(_ piece: String, _ request: GenerationRequest)
        -> GenerationEvent.Delta
    {
        guard let top = request.topLogProbabilities else { return .init(text: piece) }
        let bytes = Array(piece.utf8)
        var alternatives: [TokenProbability.Alternative] = []
        for index in 0..<top {
            let isBest = index == 0
            alternatives.append(
                TokenProbability.Alternative(
                    id: Int32(index), bytes: isBest ? bytes : [UInt8(0x61 + index)],
                    logProbability: isBest ? -0.5 : -Double.infinity))
        }
        let token = TokenProbability(
            id: 0, bytes: bytes, logProbability: -0.5, alternatives: alternatives)
        return .init(text: piece, tokens: [token])
    }

    private func answer(to request: GenerationRequest) -> String {
        if let answer = script.answer { return answer }
        switch request.prompt {
        case .conversation(let conversation): return conversation.messages.last?.text ?? ""
        case .text(let text): return text
        case .tokens(let tokens): return tokens.map(String.init).joined(separator: " ")
        }
    }

    private func pieces(of request: GenerationRequest) -> AnySequence<String> {
        if let piece = script.endlessPiece { return AnySequence(sequence(first: piece) { $0 }) }
        return AnySequence(answer(to: request).map { String($0) })
    }
}
