public import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiRouter
import Foundation

extension House {
    /// What the router learned from.
    public struct LearnedOutcomes: Sendable, Equatable {
        /// Local answers that were accepted or liked.
        public let good: Int
        /// Local answers that were asked for again, changed, given to another model, or disliked.
        public let bad: Int
        /// The file that was written.
        public let file: String
    }

    /// Entries of the ledger that are read at a time.
    private static let pageEntries = 500

    /// Learns from the ledger for which questions a local answer suffices, and writes the estimate: into
    /// the house's own, in place of what was learned so before; into the one that came with the program
    /// where there is no other and it understands the model; from these outcomes alone where there is none.
    ///
    /// - Parameters:
    ///   - model: an installed embedding model; nil takes the one that memory uses.
    ///   - path: the file to write; the house's where nil.
    ///   - seed: from which every random choice follows.
    ///   - progress: told of questions that are embedded.
    /// - Returns: how many outcomes there were.
    /// - Throws: ``HouseError/tooFewOutcomes(found:needed:)``; `RouterError` for a damaged estimate;
    ///   `StoreError`; why the embedding model cannot be loaded.
    public func trainRouter(
        model: String?, to path: String?, seed: UInt64, progress: ProgressHandler?
    ) async throws -> LearnedOutcomes {
        let outcomes = try await localOutcomes()
        let room = home.routerRoom
        let embedder = try await home.embedder(named: model ?? home.embedderName(), progress)
        let probe = try await SufficiencyEstimate.probe(of: embedder)
        var installed = try room.estimate()
        if let installed, !installed.understands(probe: probe) {
            throw HouseError.otherEmbedder(name: embedder?.name ?? "none")
        }
        if installed == nil, let shipped = try room.shippedEstimate(),
            shipped.understands(probe: probe)
        {
            installed = shipped
        }
        let needed = installed == nil ? RouterRoom.outcomesMin : 1
        guard outcomes.count >= needed else {
            throw HouseError.tooFewOutcomes(found: outcomes.count, needed: needed)
        }
        var vectors = [[Float]](repeating: [], count: outcomes.count)
        if let embedder {
            vectors = try await TextVectors(embedder: embedder, folder: nil)
                .of(outcomes.map(\.text), label: "questions", progress: progress)
        }
        let examples = zip(outcomes, vectors).map { outcome, vector in
            SufficiencyEstimate.Example(
                text: outcome.text, vector: vector, isGood: outcome.isGood)
        }
        var estimate: SufficiencyEstimate
        if let installed {
            estimate = installed.adapted(to: examples)
        } else {
            estimate = SufficiencyEstimate.train(examples, seed: seed)
            estimate.probe = probe
        }
        let file = path.map { URL(filePath: $0) } ?? room.file
        try AtomicFile.write(Data(estimate.encoded()), to: file)
        let good = outcomes.count { $0.isGood }
        return LearnedOutcomes(good: good, bad: outcomes.count - good, file: file.path)
    }

    /// Questions that a local model answered, and whether that was good enough: what was said of the turn
    /// last, or that another model was asked after it. Turns that were forgotten are left out.
    private func localOutcomes() async throws -> [(text: String, isGood: Bool)] {
        var turns = OutcomeReading()
        var before: Int64?
        while true {
            let page = try await ledger.latest(Self.pageEntries, before: before)
            for record in page { turns.take(record.entry) }
            guard let last = page.last, page.count == Self.pageEntries else { break }
            before = last.sequence
        }
        var outcomes: [(text: String, isGood: Bool)] = []
        for (turn, isGood) in turns.outcomes {
            guard let logged = try? await log.turn(turn),
                let question = logged.messages.last(where: { $0.message.role == .user })
            else { continue }
            outcomes.append((question.message.text, isGood))
        }
        return outcomes
    }
}

/// What became of local answers, read off the ledger from its end to its beginning.
struct OutcomeReading {
    private var order: [TurnID] = []
    private var verdicts: [TurnID: Bool] = [:]
    /// Whether the model that was called last in a turn runs here.
    private var endsHere: [TurnID: Bool] = [:]
    private var calledHere: Set<TurnID> = []

    /// Takes the entry before those that were taken.
    mutating func take(_ entry: LedgerEntry) {
        switch entry.kind {
        case .shadow: return
        case .feedback:
            guard let feedback = entry.feedback, verdicts[entry.turn] == nil else { return }
            verdicts[entry.turn] = feedback.isGood
        case .call:
            if endsHere[entry.turn] == nil { endsHere[entry.turn] = entry.isLocal }
            if entry.isLocal, calledHere.insert(entry.turn).inserted { order.append(entry.turn) }
        }
    }

    /// Turns that a local model answered and of which it is known whether that was good enough.
    var outcomes: [(turn: TurnID, isGood: Bool)] {
        order.compactMap { turn in
            guard endsHere[turn] == true else { return (turn, false) }
            return verdicts[turn].map { (turn, $0) }
        }
    }
}
