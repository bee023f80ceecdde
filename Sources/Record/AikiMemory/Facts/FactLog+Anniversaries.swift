public import AikiBase
import AikiDialogue
import AikiStore
public import Foundation
import GRDB

/// A day that comes back every year: a birthday, a wedding day.
public struct Anniversary: Sendable, Equatable {
    /// What it is: `user's sister's birthday`.
    public let name: String
    /// The fact that tells of it.
    public let factID: Int64
    /// The message that told of it.
    public let messageID: Int64
    /// The turn of that message.
    public let turn: TurnID
    /// When that was written down.
    public let recordedAt: Date

    /// Describes a day.
    public init(
        name: String, factID: Int64, messageID: Int64, turn: TurnID, recordedAt: Date
    ) {
        self.name = name
        self.factID = factID
        self.messageID = messageID
        self.turn = turn
        self.recordedAt = recordedAt
    }
}

extension FactLog {
    /// The relation of a day to what falls on it.
    private static let dayRelation = "is on"
    /// What comes back every year; a meeting does not.
    private static let yearly = ["birthday", "anniversary"]

    /// The anniversaries that fall on the day of a query.
    ///
    /// - Parameter query: for whom, how private, and when; its text is not looked at.
    /// - Returns: each once, the latest told first.
    /// - Throws: `StoreError`.
    /// - Complexity: O(facts of the relation).
    public func anniversaries(_ query: RecallQuery) async throws -> [Anniversary] {
        try await store.read { try anniversaries(query, in: $0) }
    }

    private func anniversaries(
        _ query: RecallQuery, in transaction: StoreTransaction
    ) throws -> [Anniversary] {
        var wanted = FactQuery()
        wanted.scopes = query.scopes
        wanted.relation = Self.dayRelation
        wanted.limit = .max
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = query.timeZone
        var seen: Set<String> = []
        return try facts(wanted, in: transaction).compactMap { fact in
            let subject = fact.statement.subject
            guard Self.yearly.contains(where: subject.hasSuffix),
                Self.isDay(fact.statement.object, of: query.now, calendar),
                let (turn, privacy) = try Self.origin(of: fact, in: transaction),
                privacy.level <= query.privacyMax.level, seen.insert(subject).inserted
            else { return nil }
            return Anniversary(
                name: subject, factID: fact.id, messageID: fact.source.message, turn: turn,
                recordedAt: fact.recordedAt)
        }
    }

    /// Whether a day of the year, `May 3` or `3. mai 1990`, is that of a date.
    private static func isDay(_ text: String, of date: Date, _ calendar: Calendar) -> Bool {
        guard let span = TimeExpression.span(in: text, now: date, calendar: calendar),
            let next = calendar.date(byAdding: .day, value: 1, to: span.start), next == span.end
        else { return false }
        func day(_ date: Date) -> DateComponents {
            calendar.dateComponents([.month, .day], from: date)
        }
        return day(span.start) == day(date)
    }

    /// The turn of a fact's message, and how private that is.
    private static func origin(
        of fact: Fact, in transaction: StoreTransaction
    ) throws -> (TurnID, PrivacyClass)? {
        let row = try Row.fetchOne(
            transaction.database.cachedStatement(
                sql: "SELECT turn_id, privacy FROM messages WHERE id = ?"),
            arguments: [fact.source.message])
        guard let row, let privacy = PrivacyClass(rawValue: try row.required("privacy")) else {
            return nil
        }
        return (TurnID(try row.required("turn_id")), privacy)
    }
}
