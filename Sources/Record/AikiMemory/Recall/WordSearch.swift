import AikiStore
import GRDB

/// Finds passages by the words of a question: any of them, the rare ones counting most.
struct WordSearch {
    /// The most terms of a question that are looked up; of a longer one, the rarest.
    static let termsMax = 32

    /// Terms of the question that stand in memory, and how many passages hold each; the rarest first.
    let terms: [(term: String, rows: Int)]
    /// Whether a term is so rare that all passages which hold it are looked at.
    var isSelective: Bool { terms.first.map { $0.rows <= index.rowsMax } ?? false }
    /// How many terms of the question stand nowhere.
    let unknownTerms: Int
    /// How many passages there are.
    let passagesTotal: Int
    /// How many terms a passage has on average.
    let termsAverage: Double

    private let index: TermIndex

    /// Reads how common a question's terms are.
    init(_ question: String, index: TermIndex, in transaction: StoreTransaction) throws {
        self.index = index
        let totals = try Row.fetchOne(
            transaction.database.cachedStatement(sql: "SELECT passages, terms FROM recall_totals"))
        let passages: Int = try totals?.required(at: 0) ?? 0
        let termsTotal: Int = try totals?.required(at: 1) ?? 0
        passagesTotal = passages
        termsAverage = Double(termsTotal) / Double(max(1, passages))
        var seen: Set<String> = []
        let asked = TextTerms.terms(of: question).filter { seen.insert($0).inserted }
        let found = try index.counted(asked, among: passages, in: transaction)
        terms = Array(found.prefix(Self.termsMax))
        unknownTerms = asked.count - found.count
    }

    /// The passages whose words weigh most, in that order; of equal ones, the later first.
    ///
    /// - Parameters:
    ///   - choices: how many, and among which.
    ///   - transaction: where they are read.
    /// - Returns: the ids of each choice.
    /// - Throws: what SQLite throws.
    func passages(
        _ choices: [TermIndex.Choice], in transaction: StoreTransaction
    ) throws -> [[Int64]] {
        let weighted = terms.map { term, rows in
            TermIndex.Term(
                text: term, rows: rows,
                weight: RecallQuestion.weight(passages: rows, of: passagesTotal))
        }
        return try index.best(choices, of: weighted, in: transaction)
    }
}
