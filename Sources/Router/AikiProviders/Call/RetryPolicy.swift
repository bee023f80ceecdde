import AikiBase

/// When a request that got no answer is sent again.
public struct RetryPolicy: Sendable, Equatable {
    /// How often a request is sent at most.
    public var attemptsMax: Int
    /// The pause before the second attempt; it doubles with each.
    public var pause: Duration
    /// The longest pause that is taken by itself.
    public var pauseMax: Duration
    /// The longest pause that a provider may ask for; beyond it the call fails at once.
    public var askedPauseMax: Duration

    /// A policy.
    public init(
        attemptsMax: Int = 3, pause: Duration = .milliseconds(500),
        pauseMax: Duration = .seconds(8), askedPauseMax: Duration = .seconds(30)
    ) {
        self.attemptsMax = attemptsMax
        self.pause = pause
        self.pauseMax = pauseMax
        self.askedPauseMax = askedPauseMax
    }

    /// How long to wait before the next attempt.
    ///
    /// Doubling, with the second half of it left to chance, so that those who failed together do
    /// not come back together. What the provider asks for is never undercut.
    ///
    /// - Parameters:
    ///   - failures: attempts that failed until now, at least 1.
    ///   - asked: what the provider asks for.
    ///   - unit: a random number in 0 ..< 1.
    /// - Returns: nil where the provider asks for more than is waited.
    package func pause(failures: Int, asked: Duration?, unit: Double) -> Duration? {
        if let asked, asked > askedPauseMax { return nil }
        let doubled = pause * (1 << min(max(failures - 1, 0), 16))
        let own = min(doubled, pauseMax) * (0.5 + 0.5 * unit)
        guard let asked else { return own }
        return asked + min(own, asked * 0.25)
    }
}
