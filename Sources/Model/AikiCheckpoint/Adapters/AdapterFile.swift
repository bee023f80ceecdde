public import AikiTensor
import Foundation

/// A low-rank adapter as a file holds it: to some matrices W of a base model it adds scale · B A.
///
/// Two kinds are read: a folder as PEFT writes it (`adapter_config.json` beside
/// `adapter_model.safetensors`), and a GGUF file of the type `adapter`, as llama.cpp's converter
/// writes it. What either says that changes the maths and is not built here is refused by name.
///
///     let base = AdapterFile.Base(architecture: "llama", headWidth: 64)
///     let file = try AdapterFile(path: "my-adapter", for: base)
///     file.pairs[0].name    // "blk.0.attn_q.weight"
///
/// Letters: r rank, K inputs and N outputs of the matrix. Source: Hu 2021 §4.1.
public struct AdapterFile: Sendable {
    /// What reading an adapter must know of the model it was trained on.
    public struct Base: Sendable, Equatable {
        /// The architecture's name in GGUF.
        public var architecture: String
        /// Numbers of a query or key head.
        public var headWidth: Int

        /// Describes a base model.
        public init(architecture: String, headWidth: Int) {
            self.architecture = architecture
            self.headWidth = headWidth
        }
    }

    /// What is added to one matrix.
    public struct Pair: Sendable {
        /// The matrix's name in GGUF.
        public let name: String
        /// A, (r, K).
        public let down: Tensor
        /// B, (N, r); rows in the order of the matrix's rows in GGUF.
        public let up: Tensor
        /// What the product is multiplied by: alpha / r, as a rule.
        public let scale: Float

        /// Describes what is added to one matrix.
        ///
        /// - Parameters:
        ///   - name: the matrix's name in GGUF.
        ///   - down: A, (r, K).
        ///   - up: B, (N, r), rows in GGUF's order.
        ///   - scale: what the product is multiplied by.
        public init(name: String, down: Tensor, up: Tensor, scale: Float) {
            self.name = name
            self.down = down
            self.up = up
            self.scale = scale
        }

        /// Numbers between the two matrices.
        public var rank: Int { down.rows }
    }

    /// The largest rank of an adapter; common ones have 4 to 64.
    public static let rankMax = 1024

    /// The file of weights.
    public let path: String
    /// What is added to each matrix, in the order of their names.
    public let pairs: [Pair]

    /// Reads an adapter.
    ///
    /// - Parameters:
    ///   - path: a folder as PEFT writes it, the safetensors in it, or a GGUF file.
    ///   - base: the model it shall be used with.
    /// - Throws: ``CheckpointError``.
    /// - Complexity: O(bytes of the file); keeps as many.
    public init(path: String, for base: Base) throws(CheckpointError) {
        precondition(base.headWidth > 0)
        let pairs: [Pair]
        var weightsPath = path
        if let folder = PEFTAdapter.folder(of: path) {
            let adapter = try PEFTAdapter(folder: folder, base: base)
            pairs = try adapter.pairs()
            weightsPath = adapter.weightsPath
        } else {
            pairs = try GGUFAdapter(GGUFFile(path: path), base: base).pairs()
        }
        try self.init(path: weightsPath, pairs: pairs)
    }

    /// An adapter that was made here, such as a trained one, on its way to a file.
    ///
    /// - Parameters:
    ///   - path: what errors call it.
    ///   - pairs: at least one.
    /// - Throws: ``CheckpointError`` where matrices do not fit each other or a number is not finite.
    public init(path: String, pairs: [Pair]) throws(CheckpointError) {
        guard !pairs.isEmpty else { throw .unsupported(path: path, what: "at least one matrix") }
        for pair in pairs { try Self.check(pair, path) }
        self.path = path
        self.pairs = pairs.sorted { $0.name < $1.name }
    }

    /// Whether a path looks like an adapter: a folder that PEFT wrote, or a GGUF file that says so.
    public static func isAdapter(_ path: String) -> Bool {
        if PEFTAdapter.folder(of: path) != nil { return true }
        guard let file = try? GGUFFile(path: path) else { return false }
        return file.string("general.type") == GGUFAdapter.generalType
    }

    /// The files that make up an adapter, the one to open first.
    ///
    /// - Throws: ``CheckpointError`` where a GGUF file cannot be read.
    public static func filePaths(_ path: String) throws(CheckpointError) -> [String] {
        guard let folder = PEFTAdapter.folder(of: path) else {
            return try GGUFFile(path: path).partPaths
        }
        let url = URL(filePath: folder)
        return [PEFTAdapter.weightsName, PEFTAdapter.configurationName].map {
            url.appending(path: $0).path
        }
    }

    /// Refuses what is no product of two matrices, or holds what is no number.
    private static func check(_ pair: Pair, _ path: String) throws(CheckpointError) {
        let (down, up) = (pair.down.shape, pair.up.shape)
        guard down.count == 2, up.count == 2, down[0] == up[1], down[0] > 0 else {
            throw .unexpectedShape(
                name: "\(pair.name) (\(down))", expected: [up.first ?? 0, down.first ?? 0],
                found: up)
        }
        guard down[0] <= rankMax else {
            throw .unsupported(path: path, what: "rank \(down[0]), more than \(rankMax)")
        }
        let numbers = [pair.down.dequantized(), pair.up.dequantized(), [pair.scale]]
        guard numbers.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw .unsupported(path: path, what: "numbers in \(pair.name) that are not finite")
        }
    }
}
