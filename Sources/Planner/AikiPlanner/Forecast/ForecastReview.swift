public import AikiBase
public import AikiLedger
import Foundation

/// How the forecasts that were kept came out, by what the ledger shows.
public struct ForecastReview: Sendable, Equatable {
    /// A forecast and what came.
    public struct Outcome: Sendable, Equatable {
        /// What was said.
        public let forecast: KeptForecast
        /// What the days brought that are over.
        public let actual: Double
        /// How many of its days are over.
        public let daysOver: Int

        /// Whether all its days are over.
        public var isOver: Bool { daysOver == forecast.horizon }
        /// How far off it was, against what came; nil before its end, and where nothing came.
        public var error: Double? { isOver && actual > 0 ? forecast.sum / actual - 1 : nil }
    }

    /// Oldest first.
    public let outcomes: [Outcome]

    /// Holds forecasts against a ledger.
    ///
    /// - Parameters:
    ///   - forecasts: what was said, oldest first.
    ///   - report: of the ledger.
    ///   - today: the last day that is over, `2026-11-21`.
    public init(_ forecasts: [KeptForecast], report: LedgerReport, today: String) {
        outcomes = forecasts.map { forecast in
            let days = MeasuredUse.span(forecast.day, today).prefix(forecast.horizon)
            let actual = days.reduce(0.0) { sum, day in
                let sums = report.days[day].map { Array($0.values) } ?? []
                return switch forecast.unit {
                case .interactions: sum + Double(sums.reduce(0) { $0 + $1.calls })
                case .dollars: sum + Double(sums.reduce(Int64(0)) { $0 + $1.costMicros }) / 1e6
                }
            }
            return Outcome(forecast: forecast, actual: actual, daysOver: days.count)
        }
    }

    /// The share of the forecasts of a kind that are over and were at most so far off; nil where none
    /// is.
    public func share(_ unit: KeptForecast.Unit, within error: Double) -> Double? {
        let errors = outcomes.filter { $0.forecast.unit == unit }.compactMap(\.error)
        return errors.isEmpty
            ? nil : Double(errors.count { abs($0) <= error }) / Double(errors.count)
    }

    /// For people; empty where nothing was kept.
    public var text: String {
        guard !outcomes.isEmpty else { return "" }
        let lines = outcomes.map { outcome in
            let forecast = outcome.forecast
            let said =
                "\(forecast.day): \(PlanText.short(forecast.sum)) \(forecast.unit.rawValue) in "
                + "\(forecast.horizon) days forecast "
                + "(\(PlanText.short(forecast.low)) to \(PlanText.short(forecast.high))), "
            guard outcome.isOver else {
                return said + "\(PlanText.short(outcome.actual)) in the \(outcome.daysOver) so far"
            }
            let error = outcome.error.map { ", \(PlanText.number($0 * 100, digits: 1)) % off" }
            return said + "\(PlanText.short(outcome.actual)) came" + (error ?? "")
        }
        let shares = KeptForecast.Unit.allCases.compactMap { unit in
            share(unit, within: 0.15).map { "\(PlanText.percent($0)) of \(unit.rawValue)" }
        }
        return "EARLIER FORECASTS\n" + lines.joined(separator: "\n") + "\n"
            + (shares.isEmpty ? "" : "Within 15 %: \(shares.joined(separator: ", ")).\n")
    }

    /// For programs.
    public var json: JSONValue {
        [
            "forecasts": .array(
                outcomes.map { outcome in
                    [
                        "day": .string(outcome.forecast.day),
                        "unit": .string(outcome.forecast.unit.rawValue),
                        "days": .integer(Int64(outcome.forecast.horizon)),
                        "forecast": .number(outcome.forecast.sum),
                        "low": .number(outcome.forecast.low),
                        "high": .number(outcome.forecast.high),
                        "days_over": .integer(Int64(outcome.daysOver)),
                        "actual": .number(outcome.actual),
                        "error": outcome.error.map { .number($0) } ?? .null,
                    ]
                }),
            "interactions_within_15_percent": share(.interactions, within: 0.15)
                .map { .number($0) } ?? .null,
            "dollars_within_15_percent": share(.dollars, within: 0.15).map { .number($0) } ?? .null,
        ]
    }
}
