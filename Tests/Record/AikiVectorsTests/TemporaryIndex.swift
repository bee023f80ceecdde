import AikiTensor
import AikiVectors
import Foundation

/// A folder for one test's index; call `remove` at its end.
struct TemporaryIndex {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "vectors-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    var path: String { folder.appending(path: "aiki.vectors").path }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Options whose graph begins early, so that small tests see one.
    static var small: VectorIndexOptions {
        var options = VectorIndexOptions()
        options.graphSlotsMin = 600
        options.waitingSlotsMax = 100
        options.isDurable = false
        return options
    }

    func open(
        dimensions: Int, options: VectorIndexOptions = small, threads: Int = 2,
        cpu: CPUKind = .best
    ) throws -> VectorIndex {
        try VectorIndex(
            path: path, dimensions: dimensions, options: options,
            pool: WorkerPool(threads: threads), cpu: cpu)
    }
}

/// The part of the exact hits that an index finds, over some questions; of those as near as the last,
/// any may be found.
func recall(
    of index: any VectorBackend, beside exact: ExactVectorIndex, _ queries: [[Float]],
    count: Int = 10, allowed: (@Sendable (Int64) -> Bool)? = nil
) async throws -> Double {
    var (found, wanted) = (0, 0)
    for query in queries {
        let right = try exact.search(query, count: count, allowed: allowed)
        let hits = try await index.search(query, count: count, allowed: allowed)
        let (ids, last) = (Set(right.map(\.id)), right.last?.score ?? 0)
        let tie: Float = 1e-4
        found += hits.filter { ids.contains($0.id) || abs($0.score - last) < tie }.count
        wanted += right.count
    }
    return Double(found) / Double(wanted)
}

func numbered(_ vectors: [[Float]], from first: Int64 = 0) -> [(id: Int64, vector: [Float])] {
    vectors.enumerated().map { (id: first + Int64($0.offset), vector: $0.element) }
}
