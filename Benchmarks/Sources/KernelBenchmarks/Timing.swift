/// How long things take: the best of several short runs, for what else a machine does only adds.
enum Timing {
    private static let run = Duration.milliseconds(20)
    private static let runs = 5

    /// Seconds of one call.
    static func seconds(_ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        body()
        var calls = 1
        var time = clock.measure(body)
        if time < run {
            calls = max(1, Int(run / max(time, .nanoseconds(100))))
        }
        var best = Double.infinity
        for _ in 0..<runs {
            time = clock.measure { for _ in 0..<calls { body() } }
            best = min(best, time / .seconds(1) / Double(calls))
        }
        return best
    }
}
