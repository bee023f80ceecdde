import AikiEngine
import Synchronization

/// A stand-in for a model: its next token is a function of the tokens so far.
///
/// It checks what the engine promises its model: a cache is never run past its end, a batch never
/// names a slot twice.
final class ScriptedModel: TokenModel {
    /// What happened on the engine's thread, readable from tests.
    final class Journal: Sendable {
        struct Entry: Sendable, Equatable {
            var slot: Int
            var count: Int
            var wantsLogits: Bool
            var isPrompt: Bool
        }
        let batches = Mutex<[[Entry]]>([])
        let isReleased = Atomic<Bool>(false)
        var wasReleased: Bool { isReleased.load(ordering: .acquiring) }
    }

    struct Failure: Error {}

    let vocabularySize: Int
    let slotTokensMax: Int
    private var caches: [[Int32]]
    private var outputs: [[Float]] = []
    private let journal: Journal
    private let onRun: @Sendable ([[Int32]]) throws -> Void
    private let script: @Sendable ([Int32]) -> [Float]
    private let current: UnsafeMutableBufferPointer<Float>

    init(
        vocabularySize: Int = 257, slots: Int, slotTokensMax: Int, journal: Journal = Journal(),
        onRun: @escaping @Sendable ([[Int32]]) throws -> Void = { _ in },
        script: @escaping @Sendable ([Int32]) -> [Float]
    ) {
        self.vocabularySize = vocabularySize
        self.slotTokensMax = slotTokensMax
        self.journal = journal
        self.onRun = onRun
        self.script = script
        caches = Array(repeating: [], count: slots)
        current = .allocate(capacity: vocabularySize)
    }

    deinit {
        current.deallocate()
        journal.isReleased.store(true, ordering: .releasing)
    }

    func truncate(slot: Int, to count: Int) {
        precondition(count <= caches[slot].count)
        caches[slot].removeLast(caches[slot].count - count)
    }

    func copyPrefix(from source: Int, to slot: Int, count: Int) throws {
        precondition(source != slot && count <= caches[source].count)
        caches[slot] = Array(caches[source].prefix(count))
    }

    /// The state of a token is the token itself, so a test sees whose state a cache holds.
    let stateBytesPerToken = 4
    let stateDescription = "scripted"

    func copyState(slot: Int, tokens: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
        precondition(tokens.upperBound <= caches[slot].count)
        caches[slot][tokens].withUnsafeBytes { target.copyMemory(from: $0) }
    }

    func appendState(
        slot: Int, adapterKey: UInt64, tokens: Range<Int>, of blockTokens: Int,
        from source: UnsafeRawBufferPointer
    ) throws {
        precondition(source.count == blockTokens * 4 && tokens.upperBound <= blockTokens)
        caches[slot] += tokens.map { source.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
    }

    func run(_ batch: [TokenModelEntry]) throws {
        precondition(Set(batch.map(\.slot)).count == batch.count && !batch.isEmpty)
        journal.batches.withLock {
            $0.append(
                batch.map {
                    .init(
                        slot: $0.slot, count: $0.tokens.count, wantsLogits: $0.output != .none,
                        isPrompt: $0.isPrompt)
                })
        }
        outputs = []
        for entry in batch {
            precondition(!entry.tokens.isEmpty)
            for (offset, token) in entry.tokens.enumerated() {
                caches[entry.slot].append(token)
                let isLast = offset == entry.tokens.count - 1
                if entry.output == .all || (entry.output == .last && isLast) {
                    outputs.append(script(caches[entry.slot]))
                }
            }
            precondition(caches[entry.slot].count <= slotTokensMax)
        }
        try onRun(batch.map { caches[$0.slot] })
    }

    func logits(_ output: Int) -> UnsafeBufferPointer<Float> {
        _ = current.initialize(fromContentsOf: outputs[output])
        return UnsafeBufferPointer(current)
    }

    /// Logits that make one token certain.
    static func certain(_ token: Int32, vocabularySize: Int = 257) -> [Float] {
        var logits = [Float](repeating: 0, count: vocabularySize)
        logits[Int(token)] = 50
        return logits
    }

    /// Logits that look random and depend on all tokens so far.
    static func hashed(_ tokens: [Int32], vocabularySize: Int = 257) -> [Float] {
        var state: UInt64 = 1469
        for token in tokens { state = (state ^ UInt64(token)) &* 0x100_0000_01B3 }
        return (0..<vocabularySize).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 22)
        }
    }
}

/// Bytes as tokens; 256 ends the answer.
struct ByteVocabulary: TokenVocabulary {
    static let end: Int32 = 256
    let vocabularySize = 257
    var endsAnswers = true

    func endsGeneration(_ token: Int32) -> Bool { endsAnswers && token == Self.end }
    func bytes(of token: Int32) -> [UInt8] { token < 256 ? [UInt8(token)] : [] }
    func makeDecoder() -> any AnswerDecoder { Decoder() }

    struct Decoder: AnswerDecoder {
        private var held: [UInt8] = []

        mutating func push(_ token: Int32) -> String {
            if token < 256 { held.append(UInt8(token)) }
            // A character is complete when the bytes are valid UTF-8; three bytes can wait at most.
            guard let text = String(validating: held, as: UTF8.self) else {
                guard held.count > 3 else { return "" }
                return flush()
            }
            held = []
            return text
        }

        mutating func flush() -> String {
            defer { held = [] }
            return String(decoding: held, as: UTF8.self)
        }
    }
}
