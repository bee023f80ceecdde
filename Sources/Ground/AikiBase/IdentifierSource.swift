import Foundation
import Synchronization

/// Makes names that sort by the time they were made: UUIDs of version 7 (RFC 9562 §5.7).
///
/// Clock and randomness are handed in, so a run repeats from its seed. Names of one source never go
/// backwards: within one millisecond, or where the clock is set back, the random part counts up
/// (RFC 9562 §6.2, method 2).
public final class IdentifierSource: Sendable {
    private struct State {
        var generator: any RandomNumberGenerator & Sendable
        var milliseconds: UInt64 = 0
        /// The 12 random bits after the version and the 62 after the variant.
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    private static let highMax: UInt64 = (1 << 12) - 1
    private static let lowMax: UInt64 = (1 << 62) - 1

    private let clock: any WallClock
    private let state: Mutex<State>

    /// Makes a source.
    public init(
        clock: any WallClock,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.clock = clock
        state = Mutex(State(generator: random))
    }

    /// A name for a new turn.
    public func makeTurnID() -> TurnID { TurnID(makeText()) }

    /// A name for a new conversation.
    public func makeConversationID() -> ConversationID { ConversationID(makeText()) }

    private func makeText() -> String {
        let seconds = clock.now().timeIntervalSince1970
        let now = UInt64(max(0, min(seconds * 1000, 0xFFFF_FFFF_FFFF)))
        let (milliseconds, high, low) = state.withLock { state in
            Self.advance(&state, to: now)
            return (state.milliseconds, state.high, state.low)
        }
        let first = milliseconds << 16 | 0x7000 | high
        let second = 0x8000_0000_0000_0000 | low
        return Self.uuidText(first, second)
    }

    private static func advance(_ state: inout State, to now: UInt64) {
        if now > state.milliseconds {
            state.milliseconds = now
            state.high = state.generator.next() & highMax
            state.low = state.generator.next() & lowMax
        } else if state.low < lowMax {
            state.low += 1
        } else {
            state.low = 0
            state.high = (state.high + 1) & highMax
            if state.high == 0 { state.milliseconds += 1 }
        }
    }

    private static func uuidText(_ first: UInt64, _ second: UInt64) -> String {
        let digits = hexadecimal(first) + hexadecimal(second)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
