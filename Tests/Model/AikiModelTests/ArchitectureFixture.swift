import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation

/// A tiny model with the numbers it must give; made by `Tools/reference/architectures.py`.
struct ArchitectureFixture {
    /// Models that continue texts.
    static let generators = [
        "llama", "llama-tied-bias", "llama-linear", "llama-llama3", "llama-yarn", "qwen2",
        "qwen3", "smollm3", "gemma3", "phi3", "phi3-longrope", "qwen3moe",
    ]
    /// Models that make vectors.
    static let embedders = ["bert", "bert-cls"]

    /// The fixtures' folder.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/architectures")

    let name: String
    let golden: JSONValue
    let file: GGUFFile
    let model: Model

    /// Imports the fixture's folder with weights as they are and loads what came out.
    init(_ name: String, threads: Int = 1) throws {
        self.name = name
        let folder = Self.folder.appending(path: name)
        let data = try Data(contentsOf: folder.appending(path: "golden.json"))
        golden = try JSONValue(parsing: Array(data))
        file = try Scratch.withFile { path in
            _ = try HuggingFaceImporter(folder: folder.path, precision: .float32).run(to: path)
            return try GGUFFile(path: path)
        }
        model = try Model.load(file, compute: Compute(pool: WorkerPool(threads: threads)))
    }

    /// The ids whose logits are recorded.
    var ids: [Int32] { golden.member("ids").int32s }

    /// Logits of every position, computed in one pass with an exact cache.
    func allLogits(type: CacheType = .f32, capacity: Int = 64) throws -> [[Float]] {
        let cache = try model.makeCache(capacityTokens: capacity, type: type)
        let runner = model.makeRunner(batchTokensMax: ids.count)
        try runner.run([BatchEntry(cache: cache, tokens: ids[...], output: .all)])
        return (0..<runner.outputCount).map { Array(runner.logits($0)) }
    }

    /// The largest difference from recorded logits: the last row whole, others by stride.
    func difference(_ logits: [[Float]], from record: JSONValue) -> Double {
        let stride = golden.member("stride").doubles.first.map { Int($0) } ?? 1
        var largest = 0.0
        for (row, expected) in zip(logits, record.member("strided").rows) {
            let strided = Swift.stride(from: 0, to: row.count, by: stride).map { row[$0] }
            largest = max(largest, maximumDifference(strided, expected))
        }
        return max(largest, maximumDifference(logits.last ?? [], record.member("last").doubles))
    }
}

/// The largest difference of two rows; infinite where their lengths differ or one is no number.
func maximumDifference(_ a: [Float], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) {
        let difference = abs(Double($1.0) - $1.1)
        return difference.isNaN ? .infinity : max($0, difference)
    }
}

/// Temporary files that are gone at the end; a mapped file stays readable without its name.
enum Scratch {
    static func withFile<R>(_ body: (_ path: String) throws -> R) throws -> R {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "aiki-model-\(UUID().uuidString).gguf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }
}

extension JSONValue {
    /// A member, or null.
    func member(_ name: String) -> JSONValue {
        guard case .object(let object) = self else { return .null }
        return object[name] ?? .null
    }

    var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    /// An array of numbers, or one number.
    var doubles: [Double] {
        switch self {
        case .array(let items): items.flatMap(\.doubles)
        case .integer(let value): [Double(value)]
        case .number(let value): [value]
        default: []
        }
    }

    var int32s: [Int32] { doubles.map { Int32($0) } }
    var rows: [[Double]] { items.map(\.doubles) }
}
