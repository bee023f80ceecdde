import AikiBase
import AikiDialogue
public import AikiLedger
import Foundation

/// What the ledger says of one's own use: the measured part of a scenario.
public struct MeasuredUse: Sendable, Equatable {
    /// Days from the first entry to the last, both included.
    public let days: Int
    /// Interactions of each of these days, oldest first.
    public let perDay: [Double]
    /// What each of these days cost at providers, in dollars.
    public let costPerDay: [Double]
    /// The next thirty days.
    public let forecast: UseForecast
    /// Means of a call.
    let promptTokens: Double
    let outputTokens: Double
    let cachedPercent: Double
    /// Tokens a second of this machine; 0 where it did nothing.
    let promptRate: Double
    let outputRate: Double
    /// Watts while it answers; 0 where not measured.
    let watts: Double
    /// Percent of calls that went out.
    let externalPercent: Double
    /// Percent of judged local answers that sufficed; nil where none was judged.
    let acceptancePercent: Double?

    /// Takes a report apart.
    ///
    /// - Parameters:
    ///   - report: of the ledger.
    ///   - today: the last day that counts, `2026-11-21`; days without an entry count as days without use.
    /// - Throws: ``PlannerError/recordMissing(days:needed:)`` for fewer days than a forecast needs.
    public init(_ report: LedgerReport, today: String) throws(PlannerError) {
        let all = Self.span(report.days.keys.sorted().first ?? today, today)
        guard
            let forecast = UseForecast(
                days: all.map { day in
                    Double(report.days[day]?.values.reduce(0) { $0 + $1.calls } ?? 0)
                })
        else {
            throw .recordMissing(
                days: report.days.isEmpty ? 0 : all.count, needed: UseForecast.daysMin)
        }
        let kept = all.suffix(UseForecast.daysMax)
        days = all.count
        self.forecast = forecast
        perDay = kept.map { day in
            Double(report.days[day]?.values.reduce(0) { $0 + $1.calls } ?? 0)
        }
        costPerDay = kept.map { day in
            Double(report.days[day]?.values.reduce(Int64(0)) { $0 + $1.costMicros } ?? 0) / 1e6
        }
        let whole = report.everything
        let calls = Double(max(1, whole.calls + whole.shadows))
        promptTokens = Double(whole.usage.promptTokens) / calls
        outputTokens = Double(whole.usage.outputTokens) / calls
        cachedPercent =
            whole.usage.promptTokens > 0
            ? 100 * Double(whole.usage.cachedTokens) / Double(whole.usage.promptTokens) : 0
        var local = LedgerReport.Sum.none
        for (source, sum) in report.sources where source.provider == nil { local.merge(sum) }
        let prefill = local.usage.prefill.milliseconds / 1000
        let decode = local.usage.decode.milliseconds / 1000
        let read = Double(local.usage.promptTokens - local.usage.cachedTokens)
        promptRate = prefill > 0 ? read / prefill : 0
        outputRate = decode > 0 ? Double(local.usage.outputTokens) / decode : 0
        watts =
            prefill + decode > 0
            ? Double(local.energyMicrojoules) / 1e6 / (prefill + decode) : 0
        externalPercent =
            whole.calls > 0 ? 100 * Double(whole.calls - local.calls) / Double(whole.calls) : 0
        acceptancePercent = report.localAcceptance.map { $0 * 100 }
    }

    /// Every day from one to another, as they are written.
    private static func span(_ first: String, _ last: String) -> [String] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let style = Date.ISO8601FormatStyle().year().month().day()
        guard let start = try? style.parse(first), let end = try? style.parse(last), start <= end
        else { return [] }
        let count = calendar.dateComponents([.day], from: start, to: end).day ?? 0
        return (0...min(count, 100_000)).compactMap {
            calendar.date(byAdding: .day, value: $0, to: start)?.formatted(style)
        }
    }

    /// Puts what was measured over a scenario that says the rest.
    ///
    /// - Parameters:
    ///   - base: hardware, needs and whatever else the ledger cannot know.
    ///   - price: what a provider takes for the tokens.
    /// - Returns: a scenario called `ledger`.
    public func scenario(over base: Scenario, price: Price?) -> Scenario {
        var scenario = base
        scenario.name = "ledger"
        scenario.title = "Your own use: \(days) days of the ledger, the rest from '\(base.name)'"
        let month = 365.25 / 12 / Double(forecast.horizon)
        scenario.estimates[.interactions] = Estimate(
            forecast.sum * month, from: forecast.low * month, to: forecast.high * month)
        set(.promptTokens, promptTokens, in: &scenario)
        set(.outputTokens, outputTokens, in: &scenario)
        scenario.estimates[.cachedShare] = Estimate(min(100, max(0, cachedPercent)))
        set(.promptRate, promptRate, in: &scenario)
        set(.outputRate, outputRate, in: &scenario)
        if watts > 0 {
            set(.wattsBusy, watts, in: &scenario)
            scenario.estimates[.electricity] = Estimate(0)
        }
        if externalPercent > 0 { set(.externalShare, min(100, externalPercent), in: &scenario) }
        if let acceptancePercent { set(.localAcceptance, acceptancePercent, in: &scenario) }
        if let price {
            scenario.estimates[.interactionPrice] = nil
            scenario.estimates[.promptPrice] = Estimate(Double(price.prompt) / 1e6)
            scenario.estimates[.cachedPrice] = Estimate(
                Double(price.cached ?? price.prompt) / 1e6)
            scenario.estimates[.outputPrice] = Estimate(Double(price.output) / 1e6)
        }
        return scenario
    }

    private func set(_ assumption: Assumption, _ value: Double, in scenario: inout Scenario) {
        guard value > 0 else { return }
        scenario.estimates[assumption] = assumption.estimate(value)
    }
}
