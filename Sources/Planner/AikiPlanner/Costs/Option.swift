/// A way to have the answers made.
public enum PlanOption: String, Sendable, CaseIterable {
    /// All by models of others.
    case cloud
    /// All by a model of one's own.
    case local
    /// By one's own, and the rest by models of others.
    case hybrid

    /// What it is called.
    public var title: String {
        switch self {
        case .cloud: "cloud only"
        case .local: "local only"
        case .hybrid: "hybrid"
        }
    }
}

/// What a month costs, in dollars, by what it is for.
public struct CostParts: Sendable, Equatable {
    /// Machines, less what was got for old ones.
    public var hardware = 0.0
    /// Fine-tuning.
    public var fineTuning = 0.0
    /// Electricity.
    public var electricity = 0.0
    /// What providers are paid.
    public var provider = 0.0
    /// Work, where hours are given a value.
    public var work = 0.0

    /// All of it.
    public var total: Double { hardware + fineTuning + electricity + provider + work }

    /// Adds the parts of another month.
    static func += (left: inout Self, right: Self) {
        left.hardware += right.hardware
        left.fineTuning += right.fineTuning
        left.electricity += right.electricity
        left.provider += right.provider
        left.work += right.work
    }
}

/// The months of an option, one after the other.
public struct CostCurve: Sendable, Equatable {
    /// Month by month.
    public let months: [CostParts]
    /// What the machines are still worth at the end; it is not taken off the months.
    public let residual: Double

    /// Everything spent until the end of a month; month 0 is nothing.
    public func spent(until month: Int) -> Double {
        months.prefix(month).reduce(0) { $0 + $1.total }
    }

    /// Everything spent, less what the machines are still worth.
    public var net: Double { spent(until: months.count) - residual }

    /// Everything, by what it is for.
    public var parts: CostParts {
        months.reduce(into: CostParts()) { $0 += $1 }
    }

    /// The sums at the end of each month.
    public var running: [Double] {
        var sum = 0.0
        return months.map {
            sum += $0.total
            return sum
        }
    }
}
