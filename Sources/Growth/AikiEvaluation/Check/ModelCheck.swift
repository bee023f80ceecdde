public import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor

/// Whether a model's file is whole: every weight is a number, and the model gives what the file says
/// that it gives; see `ModelParity`.
public struct ModelCheck: Sendable {
    /// What was found, of a file that passed.
    public struct Report: Sendable, Equatable {
        /// Tensors that were read.
        public let tensorCount: Int
        /// Tokens of the parity vector.
        public let tokenCount: Int
        /// The largest difference of a logit.
        public let difference: Float
        /// What was allowed.
        public let tolerance: Float
    }

    /// Numbers that are in memory at once.
    private static let chunkElements = 1 << 22

    private let path: String
    private let threads: Int

    /// Prepares a check.
    public init(path: String, threads: Int) {
        self.path = path
        self.threads = threads
    }

    /// Reads the file.
    ///
    /// - Parameter progress: told after each tensor.
    /// - Returns: what was found.
    /// - Throws: ``EvaluationError/notANumber(what:)``, ``EvaluationError/noParity(path:)``,
    ///   ``EvaluationError/parityFailed(path:difference:tolerance:)``; why it cannot be loaded.
    public func run(progress: ProgressHandler? = nil) throws -> Report {
        let file = try GGUFFile(path: path)
        let model = try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: threads)), precision: .exact)
        for (index, tensor) in file.tensors.enumerated() {
            progress?(
                WorkProgress(
                    label: "reading \(tensor.name)", done: Int64(index),
                    total: Int64(file.tensors.count)))
            try Self.requireNumbers(file.tensor(tensor.name), tensor.name)
        }
        guard let parity = try ModelParity(file) else {
            throw EvaluationError.noParity(path: path)
        }
        let difference = try parity.difference(from: model)
        guard difference <= parity.tolerance else {
            throw EvaluationError.parityFailed(
                path: path, difference: difference, tolerance: parity.tolerance)
        }
        return Report(
            tensorCount: file.tensors.count, tokenCount: parity.tokens.count,
            difference: difference, tolerance: parity.tolerance)
    }

    private static func requireNumbers(
        _ tensor: Tensor, _ name: String
    ) throws(EvaluationError) {
        let rowsAtOnce = max(1, chunkElements / max(tensor.columns, 1))
        var values = [Float](repeating: 0, count: min(rowsAtOnce, tensor.rows) * tensor.columns)
        var start = 0
        while start < tensor.rows {
            let rows = start..<min(start + rowsAtOnce, tensor.rows)
            let bytes = rows.lowerBound * tensor.bytesPerRow..<rows.upperBound * tensor.bytesPerRow
            let count = rows.count * tensor.columns
            values.withUnsafeMutableBufferPointer { buffer in
                Quantizer.dequantize(
                    UnsafeRawBufferPointer(rebasing: tensor.bytes[bytes]), type: tensor.type,
                    into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            }
            // A sum of zeros times numbers is zero, unless one of them is none.
            let probe = values[..<count].reduce(Float(0)) { $0 + $1 * 0 }
            guard probe == 0 else { throw .notANumber(what: "A weight of \(name)") }
            start = rows.upperBound
        }
    }
}
