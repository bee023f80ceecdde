import AikiBase
import AikiStore
import GRDB

/// Finds the facts that stand and that a question is about: by subject, relation and object, by what
/// people ask for them with ("name" for *is called*), and by what somebody is called.
struct FactSearch {
    /// A fact that was found.
    struct Found {
        let fact: Int64
        /// The passage that it was read from.
        let passage: Int64
        /// The share of the question that it covers, 0 to 1.
        let score: Double
    }

    /// The most facts that are looked at, and of those the most that are found.
    static let (readMax, foundMax) = (50, 20)
    /// The most facts that the index brings, before it is known which of them may be seen.
    static let matchedMax = 500
    /// The least share of a question that a fact must cover.
    static let scoreMin = 0.35
    /// How much less a fact counts that is about somebody else than the one who is asked about.
    private static let otherSubjectShare = 0.5

    /// Words of asking, and of now: what holds now is asked for anyway, and no fact holds them.
    private static let asking: Set<String> = [
        "know", "remember", "remind", "recall", "forgot", "forgotten", "tell", "told", "say",
        "said", "please", "now", "currently", "today", "actually", "exactly", "ever", "still",
        "hey", "hi", "hello", "ok", "okay", "sorry", "wonder", "wondering", "vet", "husker",
        "fortell", "egentlig", "weisst", "sag", "jetzt", "gerade", "eigentlich", "знаешь",
        "помнишь", "скажи", "сеичас",
    ]

    fileprivate struct Known {
        let fact: Int64
        let passage: Int64
        let confidence: Double
        let statement: FactStatement
        let terms: String
    }

    private let question: RecallQuestion
    private let filter: RecallFilter
    private let index: TermIndex
    private let asOf: Int64?
    private let terms: [String]
    /// Those that are names, told by their capital letters.
    private let names: Set<Substring>
    private let finder: TermFinder
    /// Terms that mean the same in this memory: what somebody is, and what they are called.
    private var aliases: [Substring: Set<Substring>] = [:]

    /// Prepares to search for what a question names.
    init(
        _ query: RecallQuery, _ question: RecallQuestion, _ filter: RecallFilter,
        index: TermIndex
    ) {
        self.question = question
        self.filter = filter
        self.index = index
        asOf = query.asOf?.microsecondsSince1970
        var seen: Set<String> = []
        terms = Array(
            TextTerms.words(of: query.text).filter { !Self.asking.contains($0) }
                .compactMap(TextTerms.term(ofWord:)).filter { seen.insert($0).inserted }
                .prefix(WordSearch.termsMax))
        finder = TermFinder(terms)
        let words = query.text.split { !$0.isLetter && !$0.isNumber }
        names = words.dropFirst().filter { $0.first?.isUppercase == true }
            .reduce(into: []) { $0.formUnion(Self.terms(String($1))) }
    }

    /// The facts, best first, each passage once.
    mutating func facts(in transaction: StoreTransaction) throws -> [Found] {
        // A store may be kept without facts.
        guard !terms.isEmpty, try transaction.database.tableExists("facts_text") else { return [] }
        var rows = try read(terms, in: transaction)
        learnAliases(rows)
        let same = terms.map { Self.synonyms[$0] ?? [] }
        let more = aliases.values.joined().map(String.init) + same.joined()
        if !more.isEmpty {
            let others = Set(more).subtracting(terms)
            let known = Set(rows.map(\.fact))
            rows += try read(others.sorted(), in: transaction).filter { !known.contains($0.fact) }
        }
        let synonyms = same.map { TermFinder($0) }
        let others = terms.map { TermFinder((aliases[Substring($0)] ?? []).map(String.init)) }
        var best: [Int64: Found] = [:]
        for row in rows {
            let score = score(row, aliases: others, synonyms: synonyms)
            guard score >= Self.scoreMin, score > best[row.passage]?.score ?? 0 else { continue }
            best[row.passage] = Found(fact: row.fact, passage: row.passage, score: score)
        }
        let sorted = best.values.sorted { ($0.score, $0.fact) > ($1.score, $1.fact) }
        return Array(sorted.prefix(Self.foundMax))
    }

    /// The facts that stand, and hold the rarest of some terms.
    private func read(_ terms: [String], in transaction: StoreTransaction) throws -> [Known] {
        let database = transaction.database
        let total = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT max(fact_id) FROM fact_terms"))
        let weighted = try index.counted(
            terms, among: total ?? 0, in: transaction
        ).map { term, rows in
            TermIndex.Term(text: term, rows: rows, weight: weight(of: Substring(term)))
        }
        let ids = try index.best(Self.matchedMax, of: weighted, in: transaction)
        var known: [Known] = []
        for start in stride(from: 0, to: ids.count, by: Self.readMax)
        where known.count < Self.readMax {
            let part = ids[start..<min(start + Self.readMax, ids.count)]
            let rows = try read(part, in: transaction)
            known += part.compactMap { rows[$0] }.joined()
        }
        return Array(known.prefix(Self.readMax))
    }

    /// Those of some facts that stand and may be seen, by their numbers.
    private func read(
        _ ids: ArraySlice<Int64>, in transaction: StoreTransaction
    ) throws -> [Int64: [Known]] {
        let list = "[\(ids.map(String.init).joined(separator: ","))]"
        let rows = try Row.fetchCursor(
            transaction.database.cachedStatement(
                sql: """
                    SELECT facts.id, passages.id, confidence, subject, relation, object,
                        fact_terms.terms
                    FROM facts JOIN fact_terms ON fact_terms.fact_id = facts.id
                        JOIN passages ON passages.message_id = facts.message_id
                            AND span_start >= start_bytes AND span_start < end_bytes
                    WHERE facts.id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
                            SELECT 1 FROM fact_endings
                                JOIN messages ON messages.id = fact_endings.message_id
                            WHERE fact_id = facts.id
                                AND messages.time_micros <= ifnull(?, \(Int64.max)))
                        AND \(filter.sql)
                    """),
            arguments: [list, asOf] + filter.arguments)
        var known: [Int64: [Known]] = [:]
        while let row = try rows.next() {
            let one = try Known(row)
            known[one.fact, default: []].append(one)
        }
        return known
    }

    private func weight(of term: Substring) -> Double {
        question.weights[term] ?? question.unknownTermWeight
    }

    /// Other spellings of a term, and what people say for it.
    private static let synonyms: [String: [String]] = {
        let groups: [Set<String>] = [
            ["colour", "color"], ["favourite", "favorite", "like", "love", "best"],
            ["neighbour", "neighbor"], ["mum", "mom", "mother"], ["dad", "father"],
            ["mobile", "cell", "phone"], ["flat", "apartment"], ["job", "work", "profession"],
        ]
        var synonyms: [String: [String]] = [:]
        for group in groups {
            let terms = group.compactMap(TextTerms.term(ofWord:)).sorted()
            for term in terms { synonyms[term] = terms.filter { $0 != term } }
        }
        return synonyms
    }()

    /// What people ask of somebody's work with, which "Ines is a nurse" tells of.
    private static let asksOfWork = Set(
        "work working job profession living employed occupation career trade"
            .split(separator: " ").compactMap { TextTerms.term(ofWord: String($0)) })

    /// "My sister" is Ines where that was said.
    private mutating func learnAliases(_ rows: [Known]) {
        let asked = Set(terms.map { Substring($0) })
        for row in rows where row.statement.relation == "is called" {
            let role = Self.terms(row.statement.subject)
            let name = Self.terms(row.statement.object)
            for (one, other) in [(role, name), (name, role)]
            where !one.isEmpty && one.isSubset(of: asked) {
                for term in one { aliases[term, default: []].formUnion(other) }
            }
        }
    }

    private func score(
        _ row: Known, aliases: [TermFinder], synonyms: [TermFinder]
    ) -> Double {
        let found = finder.find(in: row.terms).counts
        var (covered, total) = (0.0, 0.0)
        var (isNamed, isOfOther) = (false, false)
        for (place, term) in terms.enumerated() {
            let weight = weight(of: Substring(term))
            total += weight
            let isAlias = aliases[place].findsAny(in: row.terms)
            if found[place] > 0 || isAlias || synonyms[place].findsAny(in: row.terms)
                || Self.asksOfWork.contains(term) && row.statement.saysWhatSomeoneIs
            {
                covered += weight
            } else if names.contains(Substring(term)) {
                isOfOther = true
            }
            isNamed = isNamed || isAlias
        }
        guard total > 0 else { return 0 }
        let isOfUser = row.statement.isOfUser
        let fits =
            question.isOfUser ? isOfUser || isNamed : !(question.isOfAssistant && isOfUser)
        return covered / total * row.confidence
            * (fits && !isOfOther ? 1 : Self.otherSubjectShare)
    }

    fileprivate static func terms(_ text: String) -> Set<Substring> {
        Set(TextTerms.terms(of: text).map { Substring($0) }).subtracting([
            Substring(FactStatement.user)
        ])
    }
}

extension FactSearch.Known {
    fileprivate init(_ row: Row) throws {
        fact = try row.required(at: 0)
        passage = try row.required(at: 1)
        confidence = try row.required(at: 2)
        statement = FactStatement(
            try row.required(at: 3), try row.required(at: 4), try row.required(at: 5))
        terms = try row.required(at: 6)
    }
}

extension FactStatement {
    /// Whether it is about the person spoken with, or somebody of theirs.
    var isOfUser: Bool { subject == Self.user || subject.hasPrefix("\(Self.user)'s ") }

    /// Whether it says what somebody is: `Ines is a nurse in Bergen`.
    fileprivate var saysWhatSomeoneIs: Bool {
        relation == "is" && ["a ", "an "].contains { object.hasPrefix($0) }
    }

    /// The terms by which full-text search finds it: its words, and those it is asked for with.
    var searchTerms: String {
        let shownRelation = [Self.did, Self.does, Self.note].contains(relation) ? "" : relation
        let words = [subject, shownRelation, Self.askedWith[relation] ?? "", object]
        var seen: Set<String> = [Self.user]
        return TextTerms.terms(of: words.joined(separator: " "))
            .filter { seen.insert($0).inserted }.joined(separator: " ")
    }

    /// What people ask for a relation with, where it is none of its own words.
    private static let askedWith = [
        "is called": "name", "lives in": "home city town", "lives at": "home address",
        "works at": "job employer company", "works as": "job profession occupation",
        "studies at": "school university", "is married to": "wife husband spouse",
        "is engaged to": "fiance fiancee", "likes": "love enjoy favorite favourite",
        "dislikes": "hate", "is allergic to": "allergy", "plans to": "planning plan",
    ]
}
