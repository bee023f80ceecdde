/// What the planner found.
public struct Plan: Sendable, Equatable {
    /// One option: what it costs and gives.
    public struct Outlook: Sendable, Equatable {
        /// Month by month.
        public let curve: CostCurve
        /// Months until owning has paid for itself; nil for the cloud, and where it never does.
        public let breakEvenMonths: Double?
        /// Hours of work to build it.
        public let hours: Double
        /// The share of answers that suffice.
        public let quality: Double

        /// What the first twelve months cost.
        public var firstYear: Double { curve.spent(until: 12) }
        /// What each further year costs, taken from the second where the plan reaches it.
        public var laterYear: Double? {
            curve.months.count < 24 ? nil : curve.spent(until: 24) - curve.spent(until: 12)
        }
    }

    /// A layer of what has to be built.
    public struct Layer: Sendable, Equatable {
        /// Which one.
        public let layer: CustomisationLayer
        /// The hours it takes.
        public let hours: Double
        /// Whether the work asks for it.
        public let isNeeded: Bool

        static func all(_ scenario: Scenario, _ world: Assumptions) -> [Layer] {
            CustomisationLayer.allCases.map {
                Layer(
                    layer: $0, hours: world[.baseHours] * Double($0.complexity),
                    isNeeded: $0 <= scenario.needs.deepestLayer)
            }
        }
    }

    /// What the options cost at some amount of use.
    public struct Volume: Sendable, Equatable {
        /// Messages a day.
        public let perDay: Double
        /// Net cost of each option over the months of the plan.
        public let costs: [PlanOption: Double]
    }

    /// What it was made from.
    public let scenario: Scenario
    /// How far it looks.
    public let months: Int
    /// The three options.
    public let outlooks: [PlanOption: Outlook]
    /// The five thresholds.
    public let thresholds: [Threshold]
    /// The seven layers.
    public let layers: [Layer]
    /// Which numbers would change the answer, each by itself.
    public let flips: [FlipCondition]
    /// The use that would change the answer over the life of the machine.
    public let flipInLife: FlipCondition?
    /// The life of the machine.
    public let lifeMonths: Int
    /// What the options cost from a tenth to thirty times the use.
    public let volumes: [Volume]
    /// How sure all that is.
    public let uncertainty: Uncertainty
    /// Which numbers matter most.
    public let sensitivity: [Sensitivity]
    /// The options held against what counts.
    public let matrix: DecisionMatrix
    /// What to do.
    public let verdict: Verdict
    /// Interactions a month that one machine can answer; nil where its speed is not known.
    public let capacityPerMonth: Double?

    /// An option's outlook.
    public func outlook(_ option: PlanOption) -> Outlook {
        guard let outlook = outlooks[option] else { preconditionFailure("an option left out") }
        return outlook
    }

    /// The flip by use, as people say it: `at 94 messages a day (now 33)`.
    public var flipSentence: String {
        guard let flip = flips.first(where: { $0.assumption == .interactions }) else {
            return "Use is not known, so nothing can be said of what would change this."
        }
        let now = PlanText.perDay(flip.now)
        guard let value = flip.value, let option = flip.option else {
            return "No amount of use up to a hundred times as much changes this (now \(now) a day)."
        }
        let change = option == .cloud ? "the cloud is cheaper" : "\(option.title) is cheaper"
        let word = value > flip.now ? "from" : "below"
        return "Over \(months) months \(change) \(word) \(PlanText.perDay(value)) messages a day "
            + "on (now \(now))."
    }
}
