import Foundation

/// Counts what an option costs in one world.
///
/// Legend, month m = 1 … M:
///
///     n(m)  interactions           = n(1) · (1 + growth)^(m−1)
///     p(m)  a cloud interaction    = (price + tokens · token prices) · (1 − decline)^((m−1)/12)
///     e(m)  electricity            = fixed + (busy hours · W busy + other hours · W idle) · price
///     u(m)  machines               = ⌈n(m) · seconds an answer ÷ (seconds a month · busy share)⌉
///     h     hours of work          = first layer · (1 + 2 + 4 + … to the deepest layer)
///
///     cloud   = subscription + n · p
///     local   = machines + fine-tuning + e(n) + work
///     hybrid  = local's, with e((1 − external) · n), + subscription + external · n · p
///
/// A machine is bought when one more is needed and again at the end of its life; what it is worth
/// falls evenly in the exponent, to the resale value at the end of its life.
struct CostModel {
    static let secondsPerMonth = 365.25 / 12 * 86_400

    let world: Assumptions
    let needs: Needs
    let busyShare: Double
    private let decayPerMonth: Double
    private let growthPerMonth: Double

    init(_ world: Assumptions, _ needs: Needs, _ limits: ThresholdLimits) {
        self.world = world
        self.needs = needs
        busyShare = limits.busy / 100
        decayPerMonth = pow(max(0, 1 - world.share(.priceDecline)), 1 / 12.0)
        growthPerMonth = 1 + world.share(.growth)
    }

    /// Interactions of a month, counted from 1.
    func interactions(_ month: Int) -> Double {
        world[.interactions] * pow(growthPerMonth, Double(month - 1))
    }

    /// What an interaction costs in the cloud in the first month.
    var interactionCost: Double {
        let prompt = world[.promptTokens]
        let cached = prompt * world.share(.cachedShare)
        let tokens =
            (prompt - cached) * world[.promptPrice] + cached * world[.cachedPrice]
            + world[.outputTokens] * world[.outputPrice]
        return world[.interactionPrice] + tokens / 1e6
    }

    /// Seconds that a machine works on an answer; nil where its speed is not known.
    var secondsPerAnswer: Double? {
        guard world[.outputRate] > 0 else { return nil }
        let read = world[.promptTokens] * (1 - world.share(.cachedShare))
        let reading = world[.promptRate] > 0 ? read / world[.promptRate] : 0
        return reading + world[.outputTokens] / world[.outputRate]
    }

    /// Interactions a month that one machine can answer; nil where its speed is not known.
    var capacity: Double? {
        secondsPerAnswer.map { Self.secondsPerMonth * busyShare / $0 }
    }

    /// Hours to build the layers that an option has.
    func hours(_ option: PlanOption) -> Double {
        switch option {
        case .local, .hybrid:
            return world[.baseHours] * Double(needs.deepestLayer.complexityInAll)
        case .cloud:
            let layer = min(needs.deepestLayer, CustomisationLayer.hostedDeepest)
            return world[.baseHours] * Double(layer.complexityInAll) * world.share(.cloudWork)
        }
    }

    /// The share of the interactions that run on one's own machine.
    func localShare(_ option: PlanOption) -> Double {
        switch option {
        case .cloud: 0
        case .local: 1
        case .hybrid: 1 - world.share(.externalShare)
        }
    }

    /// The share of an option's answers that suffice: the router sends out what the local model
    /// would fail at first, as far as the external share reaches.
    func quality(_ option: PlanOption) -> Double {
        let (local, cloud) = (world.share(.localAcceptance), world.share(.cloudAcceptance))
        return switch option {
        case .cloud: cloud
        case .local: local
        case .hybrid: max(local, min(cloud, local + world.share(.externalShare) * cloud))
        }
    }

    /// Everything but machines, for one month.
    func running(_ option: PlanOption, month: Int) -> CostParts {
        var parts = CostParts()
        let count = interactions(month)
        let inside = count * localShare(option)
        let built = hours(option)
        parts.work =
            (month == 1 ? built : 0) * world[.hourValue]
            + built * world.share(.upkeep) * world[.hourValue]
        if option != .cloud {
            parts.fineTuning =
                (month == 1 ? world[.fineTuning] : 0)
                + (month > 1 ? world[.fineTuning] * world[.fineTuningsPerYear] / 12 : 0)
            parts.electricity = electricity(inside)
        }
        if option != .local {
            parts.provider =
                world[.subscription] + (count - inside) * interactionCost
                * pow(decayPerMonth, Double(month - 1))
        }
        return parts
    }

    private func electricity(_ inside: Double) -> Double {
        let busy = inside * (secondsPerAnswer ?? 0)
        let idle = max(0, Self.secondsPerMonth - busy)
        let kilowattHours = (busy * world[.wattsBusy] + idle * world[.wattsIdle]) / 3.6e6
        return world[.electricity] + kilowattHours * world[.powerPrice]
    }

    /// Machines that a month needs.
    func machines(_ option: PlanOption, month: Int) -> Int {
        guard option != .cloud else { return 0 }
        guard let capacity else { return 1 }
        let needed = (interactions(month) * localShare(option) / capacity).rounded(.up)
        return max(1, Int(min(needed, Double(Fleet.machinesMax))))
    }

    /// An option month by month.
    func curve(_ option: PlanOption, months: Int) -> CostCurve {
        var fleet = Fleet(
            price: world[.hardware], lifeMonths: max(1, (world[.hardwareLife] * 12).rounded()),
            resaleShare: world.share(.resale))
        let costs = (1...max(1, months)).map { month in
            var parts = running(option, month: month)
            parts.hardware = fleet.spend(month, needed: machines(option, month: month))
            return parts
        }
        return CostCurve(months: costs, residual: fleet.residual(after: months))
    }

    /// Months after which owning has paid for itself by these numbers, were the first machine to last
    /// for ever; nil where it has not within so many, a hundred years where nothing else is asked.
    func breakEvenMonths(_ option: PlanOption, within months: Int? = nil) -> Double? {
        var owed = world[.hardware] * Double(machines(option, month: 1))
        // What is spent once is owed from the first day, not from the first month's end.
        let once = (hours(option) - hours(.cloud)) * world[.hourValue] + world[.fineTuning]
        owed += once
        for month in 1...max(1, min(months ?? .max, Self.breakEvenMonthsMax)) {
            let saving =
                running(.cloud, month: month).total - running(option, month: month).total
                + (month == 1 ? once : 0)
            if owed <= saving {
                return Double(month - 1) + (saving > 0 ? max(0, owed) / saving : 0)
            }
            owed -= saving
            if owed > 1e15 { return nil }
        }
        return nil
    }

    /// The longest break-even that is looked for, in months.
    static let breakEvenMonthsMax = 1200
}

/// The machines that are there, and what they were bought for.
private struct Fleet {
    /// Machines of a plan, at most: beyond these it is about a data centre.
    static let machinesMax = 10_000

    let price: Double
    let lifeMonths: Double
    let resaleShare: Double
    /// The month before which each was bought.
    private var bought: [Int] = []

    init(price: Double, lifeMonths: Double, resaleShare: Double) {
        self.price = price
        self.lifeMonths = lifeMonths
        self.resaleShare = resaleShare
    }

    /// What a machine of an age is worth.
    private func worth(age: Double) -> Double {
        price * (resaleShare > 0 ? pow(resaleShare, min(1, age / lifeMonths)) : 0)
    }

    /// Replaces what is worn out and buys what is missing.
    mutating func spend(_ month: Int, needed: Int) -> Double {
        var spent = 0.0
        for index in bought.indices where Double(month - bought[index]) >= lifeMonths {
            spent += price - worth(age: lifeMonths)
            bought[index] = month
        }
        while bought.count < needed {
            spent += price
            bought.append(month)
        }
        return spent
    }

    /// What all machines are worth at the end of a month.
    func residual(after month: Int) -> Double {
        bought.reduce(0) { $0 + worth(age: Double(month + 1 - $1)) }
    }
}
