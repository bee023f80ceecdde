extension Compute {
    /// The coefficients of the quintic, chosen for speed near zero rather than for exactness: what
    /// comes out has singular values between about 0.7 and 1.2. Source: Jordan 2024, "Muon: An
    /// optimizer for hidden layers in neural networks".
    private static let quintic: (a: Float, b: Float, c: Float) = (3.4445, -4.7750, 2.0315)

    /// Replaces a matrix by one with the same singular vectors and singular values near one.
    ///
    /// Newton-Schulz: X is scaled to a norm of 1, then X ← a X + (b A + c A²) X with A = X Xᵀ, some
    /// times. The shorter extent plays the rows.
    ///
    /// - Parameters:
    ///   - x: (rows, columns), replaced; a matrix of zeros stays.
    ///   - rows: Count of rows.
    ///   - columns: Count of columns.
    ///   - steps: Iterations.
    ///   - precision: Of the products.
    ///   - memory: Where intermediate matrices go.
    /// - Complexity: O(steps · rows · columns · min(rows, columns)).
    package func orthogonalise(
        _ x: UnsafeMutablePointer<Float>, rows: Int, columns: Int, steps: Int = 5,
        precision: ProductPrecision = .bfloat16, memory: Orthogonalisation
    ) {
        precondition(rows >= 0 && columns >= 0 && steps >= 0)
        let count = rows * columns
        let norm = squaredNorm(x, count: count).squareRoot()
        guard count > 0, norm > 0, norm.isFinite else { return }
        scale(x, by: Float(1 / (norm + 1e-7)), count: count, into: x)
        // A = X Xᵀ where X is wide and Xᵀ X where it is tall: then X ← a X + X B.
        let order = min(rows, columns)
        let square = memory.floats(2 * order * order + count)
        let polynomial = square + order * order
        let next = polynomial + order * order
        for _ in 0..<steps {
            gram(x, rows, columns, precision, memory.left, into: square)
            scale(square, by: Self.quintic.b, count: order * order, into: polynomial)
            // A is symmetric: A · A is A · Aᵀ.
            memory.left.load(
                self, square, rows: order, summed: order, stride: order, precision: precision)
            scale(square, by: Self.quintic.c, count: order * order, into: square)
            product(
                memory.left, RightFactor(square, rows: order, columns: order, stride: order),
                into: polynomial, stride: order, accumulate: true)
            scale(x, by: Self.quintic.a, count: count, into: next)
            if rows <= columns {
                memory.left.load(
                    self, polynomial, rows: order, summed: order, stride: order,
                    precision: precision)
                productAcross(
                    memory.left, RightFactor(x, rows: rows, columns: columns, stride: columns),
                    into: next, stride: columns, accumulate: true)
            } else {
                memory.left.load(
                    self, x, rows: rows, summed: columns, stride: columns, precision: precision)
                productAcross(
                    memory.left,
                    RightFactor(polynomial, rows: order, columns: order, stride: order),
                    into: next, stride: columns, accumulate: true)
            }
            x.update(from: next, count: count)
        }
    }

    /// square = x · xᵀ, or xᵀ · x where x is tall.
    private func gram(
        _ x: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ precision: ProductPrecision,
        _ left: PackedFactor, into square: UnsafeMutablePointer<Float>
    ) {
        let right = RightFactor(x, rows: rows, columns: columns, stride: columns)
        if rows <= columns {
            left.load(
                self, x, rows: rows, summed: columns, stride: columns, precision: precision)
            product(left, right, into: square, stride: rows, accumulate: false)
        } else {
            left.loadTransposed(
                self, x, rows: columns, summed: rows, stride: columns, precision: precision)
            productAcross(left, right, into: square, stride: columns, accumulate: false)
        }
    }
}
