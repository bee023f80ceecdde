import Foundation

/// What the days to come will bring, from the days that were.
///
/// Three simple forecasts, and the one in the middle: the mean of the last four weeks; a mean that forgets by
/// half in two weeks; and a line that forgets by half in 45 days, its slope shrunk by how sure it is and
/// damped on the way. Each counts weekdays by their own factors, shrunk towards one. No single one of
/// them was best on all kinds of traces that were tried (docs/LOG.md); the middle of them was never bad.
public struct UseForecast: Sendable, Equatable {
    /// The fewest days that a forecast is made from.
    public static let daysMin = 14
    /// The longest history that is looked at; what is older says nothing more.
    public static let daysMax = 400

    /// How many days it is for.
    public let horizon: Int
    /// The sum over these days.
    public let sum: Double
    /// One in ten sums is lower, were the days to come as uneven as those that were.
    public let low: Double
    /// One in ten is higher.
    public let high: Double

    /// Forecasts a sum; nil where there are fewer than ``daysMin`` days.
    ///
    /// - Parameters:
    ///   - all: values of days, one after the other, the latest last; days without use are 0.
    ///   - horizon: how many days to sum.
    /// - Complexity: O(days).
    public init?(days all: [Double], horizon: Int = 30) {
        guard all.count >= Self.daysMin, horizon > 0 else { return nil }
        let days = Array(all.suffix(Self.daysMax))
        let weekdays = Weekdays(days)
        let plain = days.indices.map { days[$0] / weekdays.factor($0) }
        let next = (0..<horizon).map { weekdays.factor(days.count + $0) }
        let line = Line(plain, halfLife: 45)
        let whole = next.reduce(0, +)
        let candidates = [
            Self.mean(plain.suffix(28), halfLife: nil) * whole,
            Self.mean(plain[...], halfLife: 14) * whole,
            zip(line.next(horizon), next).reduce(0) { $0 + $1.0 * $1.1 },
        ].sorted()
        let sum = max(0, candidates[1])
        self.horizon = horizon
        self.sum = sum
        // How uneven days are, and that the level itself is only known from some of them.
        let spread = line.residual * (Double(horizon) + pow(Double(horizon), 2) / 28).squareRoot()
        let apart = (candidates[2] - candidates[0]) / 2
        low = max(0, sum - 1.2816 * spread - apart)
        high = sum + 1.2816 * spread + apart
    }

    private static func mean(_ values: ArraySlice<Double>, halfLife: Double?) -> Double {
        var (sum, weights, weight) = (0.0, 0.0, 1.0)
        for value in values.reversed() {
            sum += value * weight
            weights += weight
            if let halfLife { weight *= pow(0.5, 1 / halfLife) }
        }
        return weights > 0 ? sum / weights : 0
    }
}

/// How much more or less each day of the week brings.
private struct Weekdays {
    private var factors: [Double]

    init(_ days: [Double]) {
        let mean = days.reduce(0, +) / Double(max(1, days.count))
        factors = [Double](repeating: 1, count: 7)
        guard mean > 0 else { return }
        for weekday in 0..<7 {
            let own = days.indices.filter { $0 % 7 == weekday }.map { days[$0] / mean }
            // As if two more such days had been like any other.
            factors[weekday] = (own.reduce(0, +) + 2) / Double(own.count + 2)
        }
        let middle = factors.reduce(0, +) / 7
        factors = factors.map { $0 / middle }
    }

    func factor(_ day: Int) -> Double { factors[day % 7] }
}

/// A line through days that forgets, by least squares.
private struct Line {
    private let level: Double
    private let slope: Double
    /// Standard deviation of a day around the line.
    let residual: Double

    init(_ values: [Double], halfLife: Double) {
        let last = Double(values.count - 1)
        let points = values.enumerated().map { index, value in
            (t: Double(index) - last, y: value, w: pow(0.5, (last - Double(index)) / halfLife))
        }
        let weight = points.reduce(0) { $0 + $1.w }
        let meanT = points.reduce(0) { $0 + $1.w * $1.t } / weight
        let meanY = points.reduce(0) { $0 + $1.w * $1.y } / weight
        let spread = points.reduce(0) { $0 + $1.w * ($1.t - meanT) * ($1.t - meanT) }
        let cross = points.reduce(0) { $0 + $1.w * ($1.t - meanT) * ($1.y - meanY) }
        let raw = spread > 0 ? cross / spread : 0
        let square = points.reduce(0) {
            let off = $1.y - meanY - raw * ($1.t - meanT)
            return $0 + $1.w * off * off
        }
        residual = (square / weight).squareRoot()
        // James and Stein: a slope that could be chance is taken as none.
        let effective = weight * weight / points.reduce(0) { $0 + $1.w * $1.w }
        let error = spread > 0 ? square / weight / (effective * spread / weight) : 0
        let shrunk = raw * raw > 0 ? raw * max(0, 1 - error / (raw * raw)) : 0
        slope = shrunk
        level = meanY - shrunk * meanT
    }

    /// The days to come, the slope damped by a fiftieth a day.
    func next(_ count: Int) -> [Double] {
        var (value, step) = (level, slope)
        return (0..<count).map { _ in
            step *= 0.98
            value += step
            return max(0, value)
        }
    }
}

/// How forecasts of earlier days came out.
public struct BackTest: Sendable, Equatable {
    /// A forecast and what happened.
    public struct Trial: Sendable, Equatable {
        /// How many days were known when it was made.
        public let origin: Int
        /// What was forecast.
        public let forecast: UseForecast
        /// What the days brought.
        public let actual: Double

        /// How far off it was, against what happened; nil where nothing happened.
        public var error: Double? { actual > 0 ? forecast.sum / actual - 1 : nil }
    }

    /// The trials, oldest first.
    public let trials: [Trial]

    /// Forecasts from every seventh day of a history, and compares.
    ///
    /// - Parameters:
    ///   - days: as for ``UseForecast/init(days:horizon:)``.
    ///   - horizon: how many days each is for.
    /// - Complexity: O(days²).
    public init(days: [Double], horizon: Int = 30) {
        let first = max(UseForecast.daysMin, 28)
        let last = days.count - horizon
        guard first <= last else {
            trials = []
            return
        }
        trials = stride(from: last, through: first, by: -7).reversed().compactMap { origin in
            UseForecast(days: Array(days.prefix(origin)), horizon: horizon).map {
                Trial(
                    origin: origin, forecast: $0,
                    actual: days[origin..<origin + horizon].reduce(0, +))
            }
        }
    }

    /// The share of the trials that were at most so far off; nil without trials.
    public func share(within error: Double) -> Double? {
        let errors = trials.compactMap(\.error)
        guard !errors.isEmpty else { return nil }
        return Double(errors.count { abs($0) <= error }) / Double(errors.count)
    }

    /// The middle of how far off they were; nil without trials.
    public var medianError: Double? {
        let errors = trials.compactMap(\.error).map(abs).sorted()
        return errors.isEmpty ? nil : errors[errors.count / 2]
    }
}
