extension Duration {
    /// Whole nanoseconds, as they stand in records; beyond 292 years the nearest value that fits.
    public var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, scalingOverflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, addingOverflows) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        if scalingOverflows || addingOverflows { return seconds < 0 ? .min : .max }
        return sum
    }

    /// Milliseconds with their fraction, for people.
    public var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
    }
}
