public import Foundation

extension Date {
    /// Microseconds since 1970, as they stand in records; the nearest value that fits 64 bits.
    public var microsecondsSince1970: Int64 {
        let micros = (timeIntervalSince1970 * 1e6).rounded()
        if micros.isNaN { return 0 }
        return Int64(exactly: micros) ?? (micros < 0 ? .min : .max)
    }

    /// The date of a record.
    public init(microsecondsSince1970 micros: Int64) {
        self.init(timeIntervalSince1970: Double(micros) / 1e6)
    }
}
