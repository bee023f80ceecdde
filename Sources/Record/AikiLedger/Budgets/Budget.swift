public import Foundation

/// The most that may be spent, by whom or at whom, in a day or a month.
public struct Budget: Sendable, Equatable {
    /// How long it runs before it is full again; the raw value is what stands in the store.
    public enum Period: String, Sendable, CaseIterable {
        /// From midnight to midnight.
        case day
        /// From the first of a month to the first of the next.
        case month
    }

    /// Whose spending counts.
    public enum Scope: Sendable, Hashable {
        /// All of it.
        case everything
        /// What one provider is paid.
        case provider(String)
        /// What one person asks for.
        case person(String)

        /// As it stands in the store and on the command line: `all`, `provider:openai`, `person:anna`.
        public var text: String {
            switch self {
            case .everything: "all"
            case .provider(let name): "provider:\(name)"
            case .person(let name): "person:\(name)"
            }
        }

        /// Reads what ``text`` writes; nil for anything else.
        public init?(text: String) {
            if text == "all" {
                self = .everything
                return
            }
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].utf8.contains(0) else { return nil }
            switch parts[0] {
            case "provider": self = .provider(parts[1])
            case "person": self = .person(parts[1])
            default: return nil
            }
        }
    }

    /// Whose spending counts.
    public let scope: Scope
    /// How long it runs.
    public let period: Period
    /// The most, in millionths of a dollar.
    public let limitMicros: Int64

    /// Makes a budget.
    public init(scope: Scope = .everything, period: Period, limitMicros: Int64) {
        self.scope = scope
        self.period = period
        self.limitMicros = limitMicros
    }

    /// What it is called: `all a month`.
    public var name: String { "\(scope.text) a \(period.rawValue)" }

    /// Where a budget stands.
    public struct Status: Sendable, Equatable {
        /// The budget.
        public let budget: Budget
        /// Settled in this period.
        public let spentMicros: Int64
        /// Held for calls that are not settled.
        public let reservedMicros: Int64
        /// When the period began.
        public let since: Date

        /// Makes a status.
        package init(
            budget: Budget, spentMicros: Int64, reservedMicros: Int64, since: Date
        ) {
            self.budget = budget
            self.spentMicros = spentMicros
            self.reservedMicros = reservedMicros
            self.since = since
        }

        /// What another call may cost.
        public var leftMicros: Int64 {
            max(0, budget.limitMicros &- spentMicros &- reservedMicros)
        }
    }
}

/// Money held for one call, from before it is made until what it cost is known.
public struct BudgetReservation: Sendable, Equatable {
    /// Its name.
    public let id: String
    /// When it was made.
    public let time: Date
    /// Who is to be paid.
    public let provider: String
    /// Who asks.
    public let person: String?
    /// What is held, in millionths of a dollar.
    public let amountMicros: Int64
}
