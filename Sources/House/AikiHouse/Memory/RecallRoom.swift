public import AikiBase
import AikiDialogue
public import AikiMemory
import AikiStore
import AikiVectors
import Foundation

/// Where recall is measured: in stores of its own that are deleted afterwards, never in the house's.
public struct RecallRoom: Sendable {
    let home: HouseHome

    /// How much of the evidence recall finds, on a file as LoCoMo lays it out.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - model: an installed embedding model; nil compares words alone.
    ///   - progress: told of passages that are embedded and questions that are asked.
    /// - Returns: what was found.
    /// - Throws: ``HouseError/pathNotFound(path:)``; `MemoryError`; why the model cannot be loaded.
    public func evaluateLoCoMo(
        _ path: String, model: String?, progress: ProgressHandler? = nil
    ) async throws -> LoCoMoReport {
        let data = try LoCoMo(parsing: try Self.text(path))
        return try await evaluate(model: model, progress) { try await $0.run(data, progress: $1) }
    }

    /// How high recall puts relevant documents, on a folder as the Cranfield collection lays it out:
    /// `cran.all.1400`, `cran.qry`, and judgements in a file whose name begins with `cranqrel`.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - model: an installed embedding model; nil compares words alone.
    ///   - progress: told of passages that are embedded and queries that are asked.
    /// - Returns: how high they stand.
    /// - Throws: ``HouseError/pathNotFound(path:)``; `MemoryError`; why the model cannot be loaded.
    public func evaluateCranfield(
        _ folder: String, model: String?, progress: ProgressHandler? = nil
    ) async throws -> RankingReport {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let judgements = names.sorted().first(where: { $0.hasPrefix("cranqrel") }) else {
            throw HouseError.pathNotFound(path: folder + "/cranqrel")
        }
        let data = try Cranfield(
            documents: try Self.text(folder + "/cran.all.1400"),
            queries: try Self.text(folder + "/cran.qry"),
            judgements: try Self.text(folder + "/" + judgements))
        return try await evaluate(model: model, progress) { try await $0.run(data, progress: $1) }
    }

    private func evaluate<Report>(
        model: String?, _ progress: ProgressHandler?,
        _ body: (RecallEvaluation, ProgressHandler?) async throws -> Report
    ) async throws -> Report {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-recall-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let embedder = try await home.embedder(named: model, progress)
        let makeStore: @Sendable () throws -> Store = {
            try Store(
                path: folder.appending(path: UUID().uuidString + ".sqlite").path,
                schemas: [ConversationLog.schema, Recall.schema, FactLog.schema])
        }
        guard let embedder else {
            return try await body(RecallEvaluation(makeStore: makeStore), progress)
        }
        let dimensions = embedder.dimensions
        let evaluation = RecallEvaluation(
            makeStore: makeStore, makeVectors: { ExactVectorIndex(dimensions: dimensions) },
            embedder: embedder)
        return try await body(evaluation, progress)
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try LabelledTables.data(path), as: UTF8.self)
    }
}

extension HouseHome {
    /// Where recall is measured.
    public var recallRoom: RecallRoom { RecallRoom(home: self) }
}
