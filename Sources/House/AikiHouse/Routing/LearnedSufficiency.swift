import AikiDialogue
import AikiRouter
import Foundation

/// What was learned of when a local answer suffices, read when it is first asked and again when it was
/// learned anew.
actor LearnedSufficiency {
    private let home: HouseHome
    private let models: any ModelDirectory
    private var read: (written: Date, estimate: SufficiencyEstimate, embedder: (any Embedder)?)?

    init(home: HouseHome, models: any ModelDirectory) {
        self.home = home
        self.models = models
    }

    /// How likely a local answer to a question suffices; nil where nothing was learned, or it cannot be
    /// read: the rule then decides without it.
    func likelihood(of text: String) async -> Double? {
        guard let (estimate, embedder) = try? await open() else { return nil }
        var vector: [Float]?
        if let embedder {
            vector = try? await SufficiencyEstimate.vector(of: text, by: embedder)
        }
        return estimate.probability(text, vector: vector)
    }

    private func open() async throws -> (SufficiencyEstimate, (any Embedder)?)? {
        let path = home.routerRoom.file.path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let written = attributes[.modificationDate] as? Date
        else { return nil }
        if let read, read.written == written { return (read.estimate, read.embedder) }
        guard let estimate = try home.routerRoom.estimate() else { return nil }
        let embedder = try await embedder(for: estimate)
        read = (written, estimate, embedder)
        return (estimate, embedder)
    }

    /// The model whose vectors the estimate was learned from, where it is installed.
    private func embedder(for estimate: SufficiencyEstimate) async throws -> (any Embedder)? {
        guard !estimate.probe.isEmpty else { return nil }
        for model in try home.shelf.list() where model.isEmbedder {
            let embedder = try await models.embedder(named: model.name)
            let probe = try await SufficiencyEstimate.vector(
                of: SufficiencyEstimate.probeText, by: embedder)
            if estimate.understands(probe: probe) { return embedder }
        }
        return nil
    }
}
