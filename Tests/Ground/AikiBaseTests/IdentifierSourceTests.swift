import AikiBase
import Foundation
import Synchronization
import Testing

/// Goal: names that sort by time, whatever the clock does. Method: a clock moved by hand, a seed.
@Suite struct IdentifierSourceTests {
    private final class HandClock: WallClock {
        let seconds: Mutex<Double>
        init(_ seconds: Double) { self.seconds = Mutex(seconds) }
        func now() -> Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
    }

    @Test func aNameIsAUUIDOfVersion7WithTheTimeInFront() throws {
        // 2022-02-22 19:22:22 UTC, the example of RFC 9562 appendix A.6: 017F22E2-79B0-7….
        let source = IdentifierSource(
            clock: HandClock(1_645_557_742), random: SeededRandom(seed: 1))
        let text = source.makeTurnID().text
        let uuid = try #require(UUID(uuidString: text))
        #expect(text.hasPrefix("017f22e2-79b0-7"))
        #expect(uuid.uuid.8 & 0xC0 == 0x80)
        #expect(text == text.lowercased())
    }

    @Test func namesNeverGoBackwardsAlsoWhenTheClockDoes() {
        let clock = HandClock(1_700_000_000)
        let source = IdentifierSource(clock: clock, random: SeededRandom(seed: 2))
        var random = SeededRandom(seed: 3)
        var last = ""
        for _ in 0..<20_000 {
            let step = Double(Int(random.next() % 7)) - 3
            clock.seconds.withLock { $0 += step / 1000 }
            let next = source.makeTurnID().text
            #expect(next > last)
            last = next
        }
    }

    @Test func theSameSeedAndClockGiveTheSameNames() {
        let make = {
            let source = IdentifierSource(
                clock: HandClock(1_700_000_000), random: SeededRandom(seed: 4))
            return (0..<10).map { _ in source.makeConversationID() }
        }
        #expect(make() == make())
    }

    @Test(arguments: [-1e18, -1, 0, 1e18, .infinity, .nan])
    func noClockIsTooStrange(seconds: Double) {
        let source = IdentifierSource(clock: HandClock(seconds), random: SeededRandom(seed: 5))
        #expect(source.makeTurnID() != source.makeTurnID())
        #expect(UUID(uuidString: source.makeTurnID().text) != nil)
    }

    @Test func unitsOfRecordsKeepWhatFits() {
        #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        #expect(Duration.seconds(Int64.min).nanoseconds == .min)
        #expect(Duration.microseconds(1500).milliseconds == 1.5)
        let date = Date(microsecondsSince1970: 1_700_000_000_123_456)
        #expect(date.microsecondsSince1970 == 1_700_000_000_123_456)
        #expect(Date(timeIntervalSince1970: .infinity).microsecondsSince1970 == .max)
        #expect(Date(timeIntervalSince1970: .nan).microsecondsSince1970 == 0)
    }
}
