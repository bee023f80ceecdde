import AikiBase

/// A number that a plan stands on.
///
/// Each has a value, and a range in which it may lie: the scenario's, or the default of this table.
/// A range is what Monte Carlo draws from and what the sensitivity is measured over.
public enum Assumption: Int, Sendable, CaseIterable {
    /// Questions a month, in the first month.
    case interactions
    /// How much more there are each month.
    case growth
    /// Tokens of a question with all its context.
    case promptTokens
    /// The share of these that a cache holds.
    case cachedShare
    /// Tokens of an answer.
    case outputTokens
    /// What a question costs in the cloud beside its tokens.
    case interactionPrice
    /// What the cloud costs whether used or not.
    case subscription
    /// A million tokens of questions that no cache holds.
    case promptPrice
    /// A million tokens of questions that a cache holds.
    case cachedPrice
    /// A million tokens of answers.
    case outputPrice
    /// How much cheaper the cloud becomes.
    case priceDecline
    /// The share of the cloud's answers that suffice.
    case cloudAcceptance
    /// One machine, or what must be added to one.
    case hardware
    /// How long it lasts.
    case hardwareLife
    /// What is got for it at the end of its life, of what was paid.
    case resale
    /// Fine-tuning, once.
    case fineTuning
    /// How often it is done again.
    case fineTuningsPerYear
    /// Electricity whatever is asked.
    case electricity
    /// Power while an answer is made.
    case wattsBusy
    /// Power of the machine that waits, where it is on for this alone.
    case wattsIdle
    /// The price of electricity.
    case powerPrice
    /// How fast a question is read; 0 where unknown.
    case promptRate
    /// How fast an answer is written; 0 where unknown: then one machine suffices.
    case outputRate
    /// The share of the local model's answers that suffice.
    case localAcceptance
    /// What goes to the cloud all the same.
    case externalShare
    /// What an hour of one's own work is worth; 0 does not count it.
    case hourValue
    /// Hours of the first layer; each further one takes twice as many.
    case baseHours
    /// Hours each month to keep it going, of those it took to build.
    case upkeep
    /// Hours that the cloud leaves to do, of those of the layers that it can have.
    case cloudWork

    /// Its name in scenario files and in the output.
    public var key: String {
        switch self {
        case .interactions: "use.interactions_per_month"
        case .growth: "use.growth_percent_per_month"
        case .promptTokens: "use.prompt_tokens"
        case .cachedShare: "use.cached_percent"
        case .outputTokens: "use.output_tokens"
        case .interactionPrice: "cloud.dollars_per_interaction"
        case .subscription: "cloud.subscription_per_month"
        case .promptPrice: "cloud.prompt_dollars_per_million"
        case .cachedPrice: "cloud.cached_dollars_per_million"
        case .outputPrice: "cloud.output_dollars_per_million"
        case .priceDecline: "cloud.price_decline_percent_per_year"
        case .cloudAcceptance: "cloud.acceptance_percent"
        case .hardware: "local.hardware_dollars"
        case .hardwareLife: "local.life_years"
        case .resale: "local.resale_percent"
        case .fineTuning: "local.fine_tuning_dollars"
        case .fineTuningsPerYear: "local.fine_tunings_per_year"
        case .electricity: "local.electricity_per_month"
        case .wattsBusy: "local.watts_busy"
        case .wattsIdle: "local.watts_idle"
        case .powerPrice: "local.dollars_per_kwh"
        case .promptRate: "local.prompt_tokens_per_second"
        case .outputRate: "local.output_tokens_per_second"
        case .localAcceptance: "local.acceptance_percent"
        case .externalShare: "hybrid.external_percent"
        case .hourValue: "work.hour_dollars"
        case .baseHours: "work.base_hours"
        case .upkeep: "work.upkeep_percent_per_month"
        case .cloudWork: "work.cloud_percent"
        }
    }

    /// Value and range where a scenario says nothing.
    var standard: Estimate {
        switch self {
        case .growth: Estimate(0, from: -1, to: 2)
        case .promptTokens: Estimate(1_000, from: 1_000, to: 1_000)
        case .outputTokens: Estimate(300, from: 300, to: 300)
        case .priceDecline: Estimate(0, from: 0, to: 40)
        case .cloudAcceptance: Estimate(97)
        case .hardwareLife: Estimate(5, from: 3, to: 6)
        case .powerPrice: Estimate(0.30, from: 0.30, to: 0.30)
        case .localAcceptance: Estimate(85, from: 75, to: 92)
        case .externalShare: Estimate(10, from: 5, to: 20)
        case .baseHours: Estimate(2, from: 2, to: 2)
        case .upkeep: Estimate(1, from: 1, to: 1)
        case .cloudWork: Estimate(25)
        default: Estimate(0)
        }
    }

    /// By which factors a value may be wrong, where a scenario gives it without a range.
    var spread: ClosedRange<Double> {
        switch self {
        case .interactions: 0.6...1.6
        case .hardware, .powerPrice: 0.9...1.15
        case .fineTuning: 0.7...1.5
        case .electricity, .wattsBusy, .wattsIdle: 0.8...1.3
        case .promptTokens, .outputTokens: 0.7...1.4
        case .promptRate, .outputRate: 0.8...1.1
        case .interactionPrice: 0.8...1.2
        case .baseHours, .upkeep: 0.7...2.0
        default: 1...1
        }
    }

    /// What a value must lie in.
    package var allowedRange: ClosedRange<Double> {
        switch self {
        case .interactions: 0...1e9
        case .growth: -50...50
        case .cachedShare, .cloudAcceptance, .localAcceptance, .externalShare, .resale, .upkeep,
            .cloudWork:
            0...100
        case .priceDecline: -100...99
        case .hardwareLife: 0.5...50
        case .fineTuningsPerYear: 0...365
        default: 0...1e9
        }
    }

    /// What it is, for people.
    public var title: String {
        switch self {
        case .interactions: "interactions a month"
        case .growth: "growth of use, % a month"
        case .promptTokens: "tokens of a question"
        case .cachedShare: "cached tokens, %"
        case .outputTokens: "tokens of an answer"
        case .interactionPrice: "cloud, $ an interaction"
        case .subscription: "cloud subscription, $ a month"
        case .promptPrice: "cloud, $ per million question tokens"
        case .cachedPrice: "cloud, $ per million cached tokens"
        case .outputPrice: "cloud, $ per million answer tokens"
        case .priceDecline: "cloud prices fall, % a year"
        case .cloudAcceptance: "cloud answers that suffice, %"
        case .hardware: "hardware, $"
        case .hardwareLife: "life of the hardware, years"
        case .resale: "resale value, %"
        case .fineTuning: "fine-tuning, $"
        case .fineTuningsPerYear: "fine-tunings a year"
        case .electricity: "electricity, $ a month"
        case .wattsBusy: "power while answering, W"
        case .wattsIdle: "power while waiting, W"
        case .powerPrice: "electricity, $ a kWh"
        case .promptRate: "local reading, tokens/s"
        case .outputRate: "local writing, tokens/s"
        case .localAcceptance: "local answers that suffice, %"
        case .externalShare: "hybrid keeps external, %"
        case .hourValue: "an hour of work, $"
        case .baseHours: "hours of the first layer"
        case .upkeep: "upkeep, % of the hours a month"
        case .cloudWork: "work left by the cloud, %"
        }
    }
}

/// A number with the range it may lie in.
public struct Estimate: Sendable, Equatable {
    /// The number to count with.
    public let value: Double
    /// The least it may be.
    public let low: Double
    /// The most it may be.
    public let high: Double

    /// Makes an estimate; without a range it is certain.
    ///
    /// - Precondition: low ≤ value ≤ high.
    public init(_ value: Double, from low: Double? = nil, to high: Double? = nil) {
        self.value = value
        self.low = low ?? value
        self.high = high ?? value
        precondition(self.low <= value && value <= self.high, "a value outside its range")
    }

    /// Whether it is known for sure.
    public var isCertain: Bool { low == high }

    /// A draw from the triangle over low, value and high.
    func draw(_ random: inout SeededRandom) -> Double {
        let unit = random.nextUnit()
        guard high > low else { return value }
        let peak = (value - low) / (high - low)
        return unit < peak
            ? low + (unit * (high - low) * (value - low)).squareRoot()
            : high - ((1 - unit) * (high - low) * (high - value)).squareRoot()
    }
}
