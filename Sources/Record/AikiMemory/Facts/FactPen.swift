import AikiBase
import AikiStore
import Foundation
import GRDB

/// Writes the facts of one message: finds what is known, ends what is replaced, and builds bridges.
struct FactPen {
    let facts: FactLog
    let scope: String
    let message: LoggedMessage
    let now: Date
    let transaction: StoreTransaction

    /// How many facts of one subject a new one is compared with.
    static let comparedMax = 64
    /// How many bridges a new fact gets to others of its subject or object.
    static let bridgesMax = 4

    /// A fact that stands, as far as comparing it needs.
    struct Standing {
        let id: Int64
        let message: Int64
        let statement: FactStatement
        let time: Date
        let validFrom: Date?
    }

    /// A fact that stands and says the same.
    func known(_ statement: FactStatement) throws -> Int64? {
        let same = try Int64.fetchOne(
            transaction.database.cachedStatement(
                sql: """
                    SELECT id FROM facts WHERE scope = ? AND key = ? AND NOT EXISTS
                        (SELECT 1 FROM fact_endings WHERE fact_id = facts.id)
                    """),
            arguments: [scope, statement.key])
        if let same { return same }
        guard let group = FactGroup.of(statement) else {
            return try standing(statement.subject, [statement.relation])
                .first { FactGroup.saysTheSame($0.statement, statement) }?.id
        }
        return try standing(inGroup: group, of: statement.subject)
            .first { FactGroup.covers($0.statement, statement) }?.id
    }

    /// Writes a fact with what follows from it.
    ///
    /// - Returns: its number.
    func write(_ candidate: Candidate) throws -> Int64 {
        let replaced = try replaced(by: candidate)
        let number = try insert(candidate)
        for old in replaced {
            // What is read later may have been said earlier: an import of old conversations.
            if old.time > message.time {
                try end(
                    number, saidIn: old.message, .superseded, successor: old.id,
                    until: old.validFrom ?? old.time)
            } else {
                try end(
                    old.id, saidIn: message.number, .superseded, successor: number,
                    until: candidate.validFrom ?? message.time)
            }
            try bridge(old, to: number, .contradiction)
        }
        try addBridges(from: number, candidate)
        return number
    }

    /// Ends the fact that a candidate says is over.
    ///
    /// - Returns: its number; nil where there is none.
    func end(_ candidate: Candidate) throws -> Int64? {
        let group = FactGroup.of(candidate.statement)
        let found =
            if let group {
                try standing(inGroup: group, of: candidate.statement.subject)
            } else {
                try standing(candidate.statement.subject, [candidate.statement.relation])
            }
        guard
            let old = found.first(where: {
                FactGroup.isSameObject($0.statement.object, candidate.statement.object)
            })
        else { return nil }
        try end(
            old.id, saidIn: message.number, .ended, successor: nil,
            until: candidate.validFrom ?? message.time)
        return old.id
    }

    private func insert(_ candidate: Candidate) throws -> Int64 {
        let statement = candidate.statement
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO facts (message_id, scope, subject, relation, object, key, subject_key,
                    object_key, span_start, span_bytes, confidence, rule, valid_from_micros,
                    valid_until_micros, recorded_micros)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            message.number, scope, statement.subject, statement.relation, statement.object,
            statement.key, FactStatement.normalized(statement.subject),
            FactStatement.normalized(statement.object), candidate.start,
            candidate.end - candidate.start, min(1, max(0, candidate.confidence)), candidate.rule,
            candidate.validFrom?.microsecondsSince1970,
            candidate.validUntil?.microsecondsSince1970, now.microsecondsSince1970,
        ])
        let number = transaction.database.lastInsertedRowID
        try Self.writeTerms(of: number, statement, in: transaction)
        return number
    }

    /// Makes a fact searchable.
    private static func writeTerms(
        of fact: Int64, _ statement: FactStatement, in transaction: StoreTransaction
    ) throws {
        try transaction.database.cachedStatement(
            sql: "INSERT INTO fact_terms (fact_id, terms) VALUES (?, ?)"
        ).execute(arguments: [fact, statement.searchTerms])
    }

    /// Makes the facts searchable that were there before there was a search.
    static func writeAllTerms(in transaction: StoreTransaction) throws {
        let rows = try Row.fetchCursor(
            transaction.database, sql: "SELECT id, subject, relation, object FROM facts")
        while let row = try rows.next() {
            let statement = FactStatement(
                try row.required("subject"), try row.required("relation"),
                try row.required("object"))
            try writeTerms(of: try row.required("id"), statement, in: transaction)
        }
    }

    private func end(
        _ fact: Int64, saidIn message: Int64, _ kind: FactEnding.Kind, successor: Int64?,
        until: Date
    ) throws {
        try transaction.database.cachedStatement(
            sql: """
                INSERT INTO fact_endings
                    (fact_id, message_id, successor_id, kind, valid_until_micros, recorded_micros)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            fact, message, successor, kind.rawValue, until.microsecondsSince1970,
            now.microsecondsSince1970,
        ])
    }

    // What stands.

    /// The facts that a statement puts an end to.
    private func replaced(by candidate: Candidate) throws -> [Standing] {
        let statement = candidate.statement
        if FactGroup.endsWork(statement) { return try workEnded(by: candidate) }
        if let group = FactGroup.of(statement) {
            return try standing(inGroup: group, of: statement.subject)
        }
        guard let opposite = FactGroup.opposite(of: statement.relation) else { return [] }
        return try standing(statement.subject, [opposite]).filter {
            FactGroup.isSameObject($0.statement.object, statement.object)
        }
    }

    /// How long ago, in seconds, somebody may have left the work that they still spoke of after that day.
    private static let leavingSlack = 30 * 86_400.0

    /// The work that somebody had when they left it: all of it, or the one that is named.
    private func workEnded(by candidate: Candidate) throws -> [Standing] {
        let event = candidate.statement.object
        let words = ShownTexts.content(event)
        let isNamed = event.contains(where: \.isUppercase)
        let left = (candidate.validFrom ?? message.time) + Self.leavingSlack
        let time = min(left, message.time)
        return try [FactGroup.employer, .occupation].flatMap {
            try standing(inGroup: $0, of: candidate.statement.subject)
        }.filter { old in
            old.message != message.number && old.time <= time
                && (!isNamed || !words.isDisjoint(with: ShownTexts.content(old.statement.object)))
        }
    }

    private func standing(inGroup group: FactGroup, of subject: String) throws -> [Standing] {
        try standing(subject, group.relations).filter { FactGroup.of($0.statement) == group }
    }

    private func standing(_ subject: String, _ relations: [String]) throws -> [Standing] {
        let marks = relations.map { _ in "?" }.joined(separator: ", ")
        return try Row.fetchAll(
            transaction.database.cachedStatement(
                sql: """
                    \(Self.selection)
                    WHERE scope = ? AND subject_key = ? AND relation IN (\(marks))
                        AND NOT EXISTS (SELECT 1 FROM fact_endings WHERE fact_id = facts.id)
                    ORDER BY facts.id DESC LIMIT \(Self.comparedMax)
                    """),
            arguments: StatementArguments(
                [scope, FactStatement.normalized(subject)] + relations)
        ).map(Standing.init)
    }

    /// What a ``Standing`` is made of.
    private static let selection = """
        SELECT facts.id, message_id, subject, relation, object, valid_from_micros,
            messages.time_micros
        FROM facts JOIN messages ON messages.id = facts.message_id
        """

    // Bridges.

    private func bridge(_ old: Standing, to fact: Int64, _ kind: Bridge.Kind) throws {
        try facts.add(
            Bridge(
                from: Bridge.End(message: old.message, fact: old.id),
                to: Bridge.End(message: message.number, fact: fact), kind: kind, recordedAt: now),
            in: transaction)
    }

    /// Bridges to the latest facts about the same person or thing, and from a plan to what came of it.
    private func addBridges(from fact: Int64, _ candidate: Candidate) throws {
        let statement = candidate.statement
        for old in try related(to: statement, except: fact) where old.message != message.number {
            try bridge(old, to: fact, .sameEntity)
        }
        guard [FactStatement.did, FactStatement.does, "lives in"].contains(statement.relation)
        else { return }
        let words = ShownTexts.content(statement.object)
        for old in try standing(statement.subject, ["plans to"])
        where old.message != message.number {
            let planned = ShownTexts.content(old.statement.object)
            let shared = words.intersection(planned).count
            if shared >= 2 || shared == 1 && min(words.count, planned.count) <= 2 {
                try bridge(old, to: fact, .continuation)
            }
        }
        guard statement.relation == FactStatement.did, let day = candidate.validFrom else { return }
        for old in try standing(statement.subject, [FactStatement.did])
        where old.id != fact && old.validFrom == day && old.message != message.number {
            try bridge(old, to: fact, .sameScene)
        }
    }

    /// The latest facts that share a subject or an object with a statement. The person spoken with is
    /// in too many to mean anything.
    private func related(to statement: FactStatement, except fact: Int64) throws -> [Standing] {
        let subject = FactStatement.normalized(statement.subject)
        let object = FactStatement.normalized(statement.object)
        return try Row.fetchAll(
            transaction.database.cachedStatement(sql: Self.relatedFacts),
            arguments: [scope, subject, object, fact, Self.bridgesMax]
        ).map(Standing.init)
    }

    /// Each way to be related is asked for its latest alone, which an index has in order: thousands of
    /// facts about one person cost no more than a few.
    private static let relatedFacts = {
        let latest = [
            "subject_key = ?2 AND ?2 <> 'user'", "subject_key = ?3 AND ?3 <> 'user'",
            "object_key = ?2", "object_key = ?3",
        ].map { condition in
            """
            SELECT id FROM (
                SELECT id FROM facts WHERE scope = ?1 AND \(condition) AND id <> ?4
                ORDER BY id DESC LIMIT ?5)
            """
        }
        return """
            \(selection) WHERE facts.id IN (\(latest.joined(separator: " UNION ")))
            ORDER BY facts.id DESC LIMIT ?5
            """
    }()
}

extension FactPen.Standing {
    fileprivate init(_ row: Row) throws {
        id = try row.required("id")
        message = try row.required("message_id")
        statement = FactStatement(
            try row.required("subject"), try row.required("relation"),
            try row.required("object"))
        time = Date(microsecondsSince1970: try row.required("time_micros"))
        validFrom = try row.optional("valid_from_micros", as: Int64.self).map {
            Date(microsecondsSince1970: $0)
        }
    }
}
