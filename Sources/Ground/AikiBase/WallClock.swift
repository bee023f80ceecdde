public import Foundation

/// Tells what date it is; handed in, so that a run repeats and a test moves time by hand.
public protocol WallClock: Sendable {
    /// The date now.
    func now() -> Date
}

/// The system's own clock.
public struct SystemWallClock: WallClock {
    /// Makes a clock.
    public init() {}

    /// The date now.
    public func now() -> Date { Date() }
}

/// A clock that stands still, for tests and replays.
public struct FixedWallClock: WallClock {
    private let date: Date

    /// Makes a clock that always shows the same date.
    public init(_ date: Date) {
        self.date = date
    }

    /// The date it was made with.
    public func now() -> Date { date }
}
