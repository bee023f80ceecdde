import AikiTensor
import Foundation

/// Some rows of a tensor, converted by several threads, each a run of rows.
struct QuantizationTiles {
    private let tensor: Tensor
    private let ranges: [Range<Int>]

    init(_ tensor: Tensor, rows: Range<Int>, tiles: Int) {
        self.tensor = tensor
        let size = max(1, (rows.count + tiles - 1) / tiles)
        ranges = stride(from: rows.lowerBound, to: rows.upperBound, by: size).map {
            $0..<min($0 + size, rows.upperBound)
        }
    }

    /// Converts all rows.
    ///
    /// - Returns: the bytes of each run, in order.
    func run(_ plan: TensorPlan, _ pool: WorkerPool) throws(CheckpointError) -> [[UInt8]] {
        let lock = NSLock()
        // Written by every tile under `lock`, read after all are done.
        nonisolated(unsafe) var results = [Result<[UInt8], TensorError>?](
            repeating: nil, count: ranges.count)
        pool.run(tiles: ranges.count) { tile in
            let result = convert(ranges[tile], plan)
            lock.withLock { results[tile] = result }
        }
        var bytes: [[UInt8]] = []
        for result in results {
            switch result {
            case .success(let run): bytes.append(run)
            case .failure(let error):
                throw .conversionFailed(tensor: plan.name, reason: error.message)
            case nil: preconditionFailure("every tile has run")
            }
        }
        return bytes
    }

    private func convert(_ rows: Range<Int>, _ plan: TensorPlan) -> Result<[UInt8], TensorError> {
        let columns = tensor.columns
        let rowBytes = tensor.bytesPerRow
        let stored = UnsafeRawBufferPointer(
            rebasing: tensor.bytes[rows.lowerBound * rowBytes..<rows.upperBound * rowBytes])
        let values = [Float](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
            count = rows.count * columns
            Quantizer.dequantize(
                stored, type: tensor.type,
                into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        }
        return Result { () throws(TensorError) -> [UInt8] in
            try values.withUnsafeBufferPointer { buffer throws(TensorError) in
                try Quantizer.quantize(
                    buffer, rowLength: columns, to: plan.type, importance: nil)
            }
        }
    }
}
