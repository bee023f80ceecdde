import AikiBase
public import AikiDialogue
public import Foundation

/// What a span of the ledger comes to: by day, model and provider, and what it would have cost otherwise.
///
///     var report = LedgerReport(reference: price, kilowattHourMicros: 300_000, zone: .current)
///     for record in records { report.add(record.entry) }
///
/// - Complexity: O(1) an entry; memory grows with days and models, not with entries.
public struct LedgerReport: Sendable, Equatable {
    /// Sums over some calls.
    public struct Sum: Sendable, Equatable {
        /// Calls made to answer a person.
        public var calls = 0
        /// Of these, those that failed.
        public var failures = 0
        /// Of these, those answered with what was kept from before.
        public var stored = 0
        /// Of these, those whose question was kept in other words.
        public var similar = 0
        /// What all that were kept would have cost, in millionths of a dollar, where a price was known.
        public var savedMicros: Int64 = 0
        /// Calls made beside them, to compare.
        public var shadows = 0
        /// Tokens and durations.
        public var usage = Usage()
        /// From question to end of answer.
        public var total = Duration.zero
        /// Millionths of a dollar that providers took.
        public var costMicros: Int64 = 0
        /// Millionths of a joule of work on this machine.
        public var energyMicrojoules: Int64 = 0
        /// Pieces masked before anything left.
        public var redactions = 0

        mutating func add(_ entry: LedgerEntry) {
            if entry.kind == .shadow {
                shadows += 1
            } else {
                calls += 1
                if entry.outcome == .failed { failures += 1 }
            }
            if let cache = entry.decision["cache"]?.text {
                stored += 1
                if cache == "semantic" { similar += 1 }
                savedMicros += Int64(entry.decision["saved_micros"]?.wholeNumber ?? 0)
            }
            usage.promptTokens += entry.usage.promptTokens
            usage.cachedTokens += entry.usage.cachedTokens
            usage.outputTokens += entry.usage.outputTokens
            usage.reasoningTokens += entry.usage.reasoningTokens
            usage.cacheWriteTokens += entry.usage.cacheWriteTokens
            usage.firstToken += entry.usage.firstToken
            usage.prefill += entry.usage.prefill
            usage.decode += entry.usage.decode
            total += entry.total
            costMicros += entry.costMicros
            energyMicrojoules += entry.energyMicrojoules
            redactions += entry.redactions.values.reduce(0, +)
        }
    }

    /// A model at a provider, or on this machine.
    public struct Source: Sendable, Hashable, Comparable {
        /// Who is paid; nil for this machine.
        public let provider: String?
        /// The model.
        public let model: String

        /// By provider, this machine first, then by model.
        public static func < (left: Self, right: Self) -> Bool {
            (left.provider ?? "", left.model) < (right.provider ?? "", right.model)
        }
    }

    /// What all answers would have cost in another way, in millionths of a dollar.
    public struct Counterfactual: Sendable, Equatable {
        /// What providers and electricity took.
        public let actualMicros: Int64
        /// All by providers: what went out as it was, the rest at the reference price; nil without one.
        public let cloudOnlyMicros: Int64?
        /// All on this machine: electricity for the tokens of what went out, as many joules a token as
        /// measured; nil where nothing was measured.
        public let localOnlyMicros: Int64?
    }

    /// By day, oldest first, then by source.
    public private(set) var days: [String: [Source: Sum]] = [:]
    /// What became of answers.
    public private(set) var feedback: [LedgerEntry.Feedback: Int] = [:]
    /// The same for answers of this machine.
    public private(set) var localFeedback: [LedgerEntry.Feedback: Int] = [:]
    /// Lengths of questions in tokens: how many are below 128, 256 and so on, doubling.
    public private(set) var promptLengths: [Int: Int] = [:]
    private var referenceMicros: Int64 = 0
    private var externalTokens = 0
    private var localTokens = 0
    private let reference: Price?
    private let kilowattHourMicros: Int64
    private let calendar: Calendar

    /// An empty report.
    ///
    /// - Parameters:
    ///   - reference: what answers of this machine would have cost elsewhere.
    ///   - kilowattHourMicros: the price of electricity, in millionths of a dollar a kWh.
    ///   - zone: where days begin.
    public init(reference: Price?, kilowattHourMicros: Int64, zone: TimeZone) {
        self.reference = reference
        self.kilowattHourMicros = kilowattHourMicros
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// Takes an entry in.
    public mutating func add(_ entry: LedgerEntry) {
        if entry.kind == .feedback {
            guard let kind = entry.feedback else { return }
            feedback[kind, default: 0] += 1
            if entry.isLocal { localFeedback[kind, default: 0] += 1 }
            return
        }
        let source = Source(
            provider: entry.isLocal ? nil : entry.provider ?? "unknown", model: entry.model)
        days[day(entry.time), default: [:]][source, default: Sum()].add(entry)
        guard entry.kind == .call else { return }
        let tokens = entry.usage.promptTokens - entry.usage.cachedTokens + entry.usage.outputTokens
        if entry.isLocal {
            localTokens += tokens
            referenceMicros += reference?.cost(entry.usage) ?? 0
        } else {
            externalTokens += tokens
        }
        var edge = 128
        while edge <= entry.usage.promptTokens, edge < 1 << 30 { edge *= 2 }
        promptLengths[edge, default: 0] += 1
    }

    private func day(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return String(
            format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// Everything, by source.
    public var sources: [Source: Sum] {
        days.values.reduce(into: [:]) { sums, day in
            for (source, sum) in day { sums[source, default: Sum()].merge(sum) }
        }
    }

    /// Everything.
    public var everything: Sum {
        sources.values.reduce(into: Sum()) { $0.merge($1) }
    }

    /// The share of local answers with feedback that were good enough; nil without any.
    public var localAcceptance: Double? {
        let all = localFeedback.values.reduce(0, +)
        guard all > 0 else { return nil }
        return Double(localFeedback.filter(\.key.isGood).values.reduce(0, +)) / Double(all)
    }

    /// What it would have cost otherwise.
    public var counterfactual: Counterfactual {
        let sums = sources
        let energy = sums.filter { $0.key.provider == nil }.values
            .reduce(Int64(0)) { $0 + $1.energyMicrojoules }
        let paid = sums.values.reduce(Int64(0)) { $0 + $1.costMicros }
        let power = electricity(Double(energy))
        let perToken = localTokens > 0 ? Double(energy) / Double(localTokens) : 0
        return Counterfactual(
            actualMicros: paid + power,
            cloudOnlyMicros: reference == nil ? nil : paid + referenceMicros,
            localOnlyMicros: perToken > 0
                ? power + electricity(perToken * Double(externalTokens)) : nil)
    }

    /// Millionths of a dollar for millionths of a joule, rounded up.
    private func electricity(_ microjoules: Double) -> Int64 {
        let micros = (microjoules / 3.6e12 * Double(kilowattHourMicros)).rounded(.up)
        return Int64(min(micros, 9e18))
    }
}

extension LedgerReport.Sum {
    /// The sum over no call.
    package static let none = LedgerReport.Sum()

    /// Adds another sum.
    package mutating func merge(_ other: Self) {
        calls += other.calls
        failures += other.failures
        stored += other.stored
        similar += other.similar
        savedMicros += other.savedMicros
        shadows += other.shadows
        usage.promptTokens += other.usage.promptTokens
        usage.cachedTokens += other.usage.cachedTokens
        usage.outputTokens += other.usage.outputTokens
        usage.reasoningTokens += other.usage.reasoningTokens
        usage.cacheWriteTokens += other.usage.cacheWriteTokens
        usage.firstToken += other.usage.firstToken
        usage.prefill += other.usage.prefill
        usage.decode += other.usage.decode
        total += other.total
        costMicros += other.costMicros
        energyMicrojoules += other.energyMicrojoules
        redactions += other.redactions
    }
}

/// Chooses the turns whose question is also put to another model, to know how that would have done.
public struct ShadowPolicy: Sendable, Equatable {
    /// The share of turns, from 0 to 1.
    public let share: Double

    /// Makes a policy.
    ///
    /// - Precondition: share is from 0 to 1.
    public init(share: Double) {
        precondition((0...1).contains(share), "a share")
        self.share = share
    }

    /// Whether a turn is taken: by a hash of its name, so that the choice repeats and favours nothing.
    public func takes(_ turn: String) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in turn.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // The low bits of FNV-1a are the ones that are mixed; one more multiplication spreads them.
        hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
        return Double(hash >> 11) * 0x1p-53 < share
    }
}
