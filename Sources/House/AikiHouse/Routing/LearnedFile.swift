import AikiDialogue
import AikiRouter
import Foundation

/// Something that was learned of questions, read when it is first asked and again when it was learned anew.
actor LearnedFile<Learned: LearnedFromVectors> {
    private let file: URL
    private let home: HouseHome
    private let models: any ModelDirectory
    private let vectors: QuestionVector
    private let read: @Sendable () throws -> Learned?
    private var known: (written: Date, learned: Learned, embedder: (any Embedder)?)?

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - file: where it stands.
    ///   - home: where the embedding models are installed.
    ///   - models: loads them.
    ///   - vectors: makes the vectors of questions.
    ///   - read: reads the file; nil where there is none.
    init(
        _ file: URL, _ home: HouseHome, _ models: any ModelDirectory, _ vectors: QuestionVector,
        read: @escaping @Sendable () throws -> Learned?
    ) {
        self.file = file
        self.home = home
        self.models = models
        self.vectors = vectors
        self.read = read
    }

    /// What was learned, and the vectors of a question that go with it, where there are any; nil where
    /// nothing was learned, or it cannot be read: the rule then decides without it.
    func known(of text: String) async -> (learned: Learned, vectors: Embeddings?)? {
        guard let (learned, embedder) = try? await open() else { return nil }
        guard let embedder else { return (learned, nil) }
        return (learned, try? await vectors.of(text, by: embedder))
    }

    private func open() async throws -> (Learned, (any Embedder)?)? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
            let written = attributes[.modificationDate] as? Date
        else { return nil }
        if let known, known.written == written { return (known.learned, known.embedder) }
        guard let learned = try read() else { return nil }
        let embedder = try await embedder(for: learned)
        known = (written, learned, embedder)
        return (learned, embedder)
    }

    /// The model whose vectors it was learned from, where it is installed.
    private func embedder(for learned: Learned) async throws -> (any Embedder)? {
        guard !learned.probe.isEmpty else { return nil }
        for model in try home.shelf.list() where model.isEmbedder {
            let embedder = try await models.embedder(named: model.name)
            let probe = try await SufficiencyEstimate.probe(of: embedder)
            if learned.understands(probe: probe) { return embedder }
        }
        return nil
    }
}
