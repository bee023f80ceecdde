/// Times, for people.
enum DurationText {
    /// `850 ms`, `3.2 s`, `4 min 10 s`.
    static func text(_ duration: Duration) -> String {
        let seconds = seconds(duration)
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 60 { return "\((seconds * 10).rounded() / 10) s" }
        return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }

    /// Seconds with their fraction.
    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    /// Tokens a second; 0 where there was no time.
    static func rate(_ tokens: Int, _ duration: Duration) -> Double {
        let seconds = seconds(duration)
        return seconds > 0 ? (Double(tokens) / seconds * 10).rounded() / 10 : 0
    }
}
