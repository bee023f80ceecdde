import AikiModel
import AikiTensor

/// What scales the rows of adapted matrices to their trained lengths: m / ‖W + s B A‖ for each row.
///
/// The lengths of the changed rows are constants on the way back, as the paper has it. They are computed
/// anew whenever the adapter has moved, from ‖w‖² + 2 s b·(A w) + s² bᵀ (A Aᵀ) b, without making the
/// changed matrix. Source: Liu 2024, "DoRA", §4.1 and §4.3.
final class MagnitudeFactors {
    /// (T, widest adapted product), where lengths are trained.
    let scratch: FloatBlock
    private let trained: TrainedModel
    /// Factors of each row by the value the product writes.
    private var factors: [Int: [Float]] = [:]
    /// ‖w‖² of the base's rows.
    private var baseSquares: [Int: [Double]] = [:]
    private let left = PackedFactor()

    init(_ trained: TrainedModel, rowsMax: Int) {
        self.trained = trained
        let places = trained.adapters.values.filter { $0.magnitude != nil }
        let widest = places.map { trained.store.arrays[$0.up].shape[1] }.max() ?? 0
        scratch = FloatBlock(rowsMax * widest)
    }

    /// The factors of a product's rows; nil where no lengths are trained.
    func factors(_ value: Int) -> [Float]? { factors[value] }

    /// Computes the factors for the adapters as they are now.
    func update(_ compute: Compute) {
        guard case .adapters(let recipe) = trained.scope, recipe.trainsMagnitude else { return }
        for operation in trained.model.graph.operations {
            let value = operation.output.index
            guard let place = trained.adapters[value], let magnitude = place.magnitude else {
                continue
            }
            let weight = trained.tensors[operation.parameters[0].index]
            let lengths = lengths(value, place, weight, scale: recipe.scale, compute)
            let trainedLengths = trained.store.values(magnitude)
            factors[value] = lengths.indices.map {
                trainedLengths[$0] / max(lengths[$0], .leastNormalMagnitude)
            }
        }
    }

    private func lengths(
        _ value: Int, _ place: TrainedModel.AdapterPlace, _ weight: Tensor, scale: Float,
        _ compute: Compute
    ) -> [Float] {
        let squares = baseSquares[value] ?? TrainedModel.rowSquares(weight)
        baseSquares[value] = squares
        let store = trained.store
        let (rank, columns) = (store.arrays[place.down].shape[0], weight.columns)
        let down = store.values(place.down)
        let up = store.values(place.up)
        // (r, N): A w for every row w.
        var crossed = [Float](repeating: 0, count: rank * weight.rows)
        left.load(
            compute, down, rows: rank, summed: columns, stride: columns, precision: .float32)
        crossed.withUnsafeMutableBufferPointer { crossed in
            guard let base = crossed.baseAddress else { return }
            compute.product(
                left, RightFactor(weight), into: base, stride: weight.rows, accumulate: false)
        }
        let inner = Self.innerProducts(down, rank: rank, columns: columns)
        return (0..<weight.rows).map { row in
            var sum = squares[row]
            for i in 0..<rank {
                let b = Double(scale * up[i * weight.rows + row])
                sum += 2 * b * Double(crossed[i * weight.rows + row])
                for j in 0..<rank {
                    sum += b * Double(scale * up[j * weight.rows + row]) * inner[i * rank + j]
                }
            }
            return Float(max(sum, 0).squareRoot())
        }
    }

    /// A Aᵀ.
    private static func innerProducts(
        _ down: UnsafePointer<Float>, rank: Int, columns: Int
    ) -> [Double] {
        var inner = [Double](repeating: 0, count: rank * rank)
        for i in 0..<rank {
            for j in 0...i {
                var sum = 0.0
                for column in 0..<columns {
                    sum += Double(down[i * columns + column]) * Double(down[j * columns + column])
                }
                inner[i * rank + j] = sum
                inner[j * rank + i] = sum
            }
        }
        return inner
    }

    /// Multiplies the columns of (rows, N) by a product's factors.
    func scale(
        _ y: UnsafeMutablePointer<Float>, rows: Int, value: Int, _ compute: Compute
    ) {
        guard let factors = factors[value] else { return }
        factors.withUnsafeBufferPointer { factors in
            compute.pool.run(tiles: rows) { row in
                let line = y + row * factors.count
                for column in factors.indices { line[column] *= factors[column] }
            }
        }
    }

    /// Adds the gradient of the lengths: for column n, Σ over rows of dy · (y − bias) / m.
    func addGradient(
        of dy: UnsafePointer<Float>, y: UnsafePointer<Float>, rows: Int, width: Int,
        bias: [Float]?, lengths: UnsafePointer<Float>,
        into gradient: UnsafeMutablePointer<Float>, _ compute: Compute
    ) {
        let columnsPerTile = 64
        compute.pool.run(tiles: (width + columnsPerTile - 1) / columnsPerTile) { tile in
            let end = min((tile + 1) * columnsPerTile, width)
            for column in tile * columnsPerTile..<end where lengths[column] != 0 {
                var sum: Float = 0
                for row in 0..<rows {
                    let place = row * width + column
                    sum += dy[place] * (y[place] - (bias?[column] ?? 0))
                }
                gradient[column] += sum / lengths[column]
            }
        }
    }
}
