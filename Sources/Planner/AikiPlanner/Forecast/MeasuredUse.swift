import AikiBase
import AikiDialogue
public import AikiLedger
import Foundation

/// What the ledger says of one's own use: the measured part of a scenario.
///
/// What only a few calls say is not taken for measured: below ``callsMin`` calls or ``judgedMin`` judged
/// answers the scenario's own number stays, and ``text`` says so.
public struct MeasuredUse: Sendable, Equatable {
    /// The fewest answers from which tokens, speed and power are taken.
    public static let callsMin = 20
    /// The fewest judged answers from which their share that sufficed is taken.
    public static let judgedMin = 20

    /// Days from the first entry to the last, both included.
    public let days: Int
    /// Interactions of each of these days, oldest first.
    public let perDay: [Double]
    /// What each of these days cost at providers, in dollars.
    public let costPerDay: [Double]
    /// The next thirty days.
    public let forecast: UseForecast
    /// Calls that were answered, and not from what was kept.
    public let calls: Int
    /// Of these, those answered on this machine.
    public let localCalls: Int
    /// Local answers that were judged.
    public let judged: Int
    /// Lengths of questions in tokens: how many are below 128, 256 and so on, doubling.
    public let promptLengths: [Int: Int]
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
    /// Percent of judged local answers that sufficed, with the range that as many answers leave open
    /// (one in ten lies outside); nil where too few were judged.
    let acceptance: Estimate?

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
        calls = whole.calls - whole.failures - whole.stored
        promptLengths = report.promptLengths
        let answers = Double(max(1, calls + whole.shadows))
        promptTokens = Double(whole.usage.promptTokens) / answers
        outputTokens = Double(whole.usage.outputTokens) / answers
        cachedPercent =
            whole.usage.promptTokens > 0
            ? 100 * Double(whole.usage.cachedTokens) / Double(whole.usage.promptTokens) : 0
        var local = LedgerReport.Sum.none
        for (source, sum) in report.sources where source.provider == nil { local.merge(sum) }
        localCalls = local.calls - local.failures
        let prefill = local.usage.prefill.milliseconds / 1000
        let decode = local.usage.decode.milliseconds / 1000
        let read = Double(local.usage.promptTokens - local.usage.cachedTokens)
        promptRate = prefill > 0 ? read / prefill : 0
        outputRate = decode > 0 ? Double(local.usage.outputTokens) / decode : 0
        watts =
            prefill + decode > 0
            ? Double(local.energyMicrojoules) / 1e6 / (prefill + decode) : 0
        externalPercent =
            whole.calls > 0
            ? 100 * Double(whole.calls - whole.stored - local.calls) / Double(whole.calls) : 0
        judged = report.localFeedback.values.reduce(0, +)
        acceptance = Self.acceptance(report, judged: judged)
    }

    private static func acceptance(_ report: LedgerReport, judged: Int) -> Estimate? {
        guard let share = report.localAcceptance, judged >= judgedMin else { return nil }
        // Wilson 1927, one in ten outside.
        let n = Double(judged)
        let z = 1.6449
        let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        let reach =
            z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return Estimate(
            share * 100, from: 100 * min(share, max(0, middle - reach)),
            to: 100 * max(share, min(1, middle + reach)))
    }

    /// Every day from one to another, as they are written.
    static func span(_ first: String, _ last: String) -> [String] {
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
        if calls >= Self.callsMin {
            set(.promptTokens, promptTokens, in: &scenario)
            set(.outputTokens, outputTokens, in: &scenario)
            scenario.estimates[.cachedShare] = Estimate(min(100, max(0, cachedPercent)))
            set(.externalShare, min(100, externalPercent), in: &scenario)
        }
        if localCalls >= Self.callsMin {
            set(.promptRate, promptRate, in: &scenario)
            set(.outputRate, outputRate, in: &scenario)
            if watts > 0 {
                set(.wattsBusy, watts, in: &scenario)
                scenario.estimates[.electricity] = Estimate(0)
            }
        }
        if let acceptance { scenario.estimates[.localAcceptance] = acceptance }
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
