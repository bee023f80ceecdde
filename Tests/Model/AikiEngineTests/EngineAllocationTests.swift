import AikiBase
import AikiDialogue
import AikiEngine
import CAllocationCount
import Synchronization
import Testing

/// Goal: the loop that writes answers takes nothing from the heap for a token, but for arrays that
/// double now and then, and for a reader who is waiting. Method: the count of the engine's thread at
/// each step of a model that allocates nothing itself.
@Suite(.timeLimit(.minutes(2))) struct EngineAllocationTests {
    /// Counts of allocations, one a step.
    final class Record: Sendable {
        let counts = Mutex<[UInt64]>([])

        init() { counts.withLock { $0.reserveCapacity(4096) } }

        func note() { counts.withLock { $0.append(aiki_allocation_count()) } }
    }

    /// The token 1 is certain.
    final class SteadyModel: TokenModel {
        let vocabularySize = 64
        // No state is kept beyond the slot.
        let stateBytesPerToken = 0
        let stateDescription = "steady"
        private let record: Record
        private let row: UnsafeMutableBufferPointer<Float>

        init(_ record: Record) {
            self.record = record
            row = .allocate(capacity: 64)
            row.initialize(repeating: 0)
            row[1] = 50
        }

        deinit { row.deallocate() }

        func truncate(slot: Int, to count: Int) {}
        func copyPrefix(from source: Int, to slot: Int, count: Int) {}
        func copyState(
            slot: Int, tokens: Range<Int>, to target: UnsafeMutableRawBufferPointer
        ) {}
        func appendState(
            slot: Int, adapterKey: UInt64, tokens: Range<Int>, of blockTokens: Int,
            from source: UnsafeRawBufferPointer
        ) {}
        func run(_ batch: [TokenModelEntry]) { record.note() }
        func logits(_ output: Int) -> UnsafeBufferPointer<Float> { UnsafeBufferPointer(row) }
    }

    struct Letters: TokenVocabulary {
        let vocabularySize = 64
        func endsGeneration(_ token: Int32) -> Bool { false }
        func bytes(of token: Int32) -> [UInt8] { [0x61] }
        func makeDecoder() -> any AnswerDecoder { Decoder() }

        struct Decoder: AnswerDecoder {
            mutating func push(_ token: Int32) -> String { "a" }
            mutating func flush() -> String { "" }
        }
    }

    @Test(arguments: [0, 0.8]) func aTokenAllocatesNothing(temperature: Double) async throws {
        let record = Record()
        let core = EngineCore(
            settings: .init(
                name: "steady",
                limits: .init(
                    slots: 1, queuedRequestsMax: 1, prefillChunkTokens: 16, slotTokensMax: 3000)),
            vocabulary: Letters())
        try await core.start { SteadyModel(record) }
        var sampling = SamplingOptions()
        sampling.temperature = temperature
        let channel = core.makeChannel()
        let request = PreparedRequest(
            prompt: [1, 2, 3], sampling: sampling, outputTokensMax: 2000)
        try await core.submit(request, to: channel)
        // To wake a reader who waits costs Swift's own allocations; this one reads what lies ready.
        while record.counts.withLock({ $0.count }) < 2000 {
            guard channel.isFull else {
                try await Task.sleep(for: .microseconds(50))
                continue
            }
            for _ in 0..<AnswerChannel.capacity / 2 { _ = try await channel.next() }
        }
        while let event = try await channel.next() {
            if case .finished = event { break }
        }
        let counts = record.counts.withLock { $0 }
        #expect(counts.count >= 2000)
        let steps = zip(counts, counts.dropFirst()).map { $1 - $0 }.dropFirst(50)
        #expect(
            steps.count { $0 > 0 } <= 100, "\(steps.reduce(0, +)) in \(steps.count) steps")
    }
}
