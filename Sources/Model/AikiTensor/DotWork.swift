import CAikiKernels

/// The tiles of ``Compute/multiplyTogether(_:_:tokens:method:buffer:)``: some rows of one product by
/// all tokens, or of both where one gates the other.
struct DotWork: TileWork {
    /// A product and its tiles.
    private struct Part {
        let product: DotProduct
        /// Rows of a tile.
        let group: Int
        /// The tile after its last.
        let endTile: Int
        /// Nil where activations are multiplied as they are.
        let dotIntegers: DotWeight.DotIntegers?
    }

    private let first: Part
    private let second: Part?
    private let third: Part?
    private let ending: DotProducts.Ending
    private let kernels: UnsafePointer<AikiKernels>
    private let x: UnsafePointer<Float>
    private let tokens: Int
    /// Those that are multiplied as integers; nil where none are.
    private let activations: DotActivations?
    /// Count of tiles.
    let tiles: Int

    /// Turns the activations into integers where a product wants them, and divides the rows.
    init(
        _ products: DotProducts, _ x: UnsafePointer<Float>, tokens: Int, usesIntegers: Bool,
        kernels: UnsafePointer<AikiKernels>, buffer: ActivationBuffer,
        rowsPerTile: (_ rows: Int, _ rowBytes: Int) -> Int
    ) {
        self.kernels = kernels
        self.x = x
        self.tokens = tokens
        ending = products.ending
        var end = 0
        func part(_ product: DotProduct, _ rowBytes: Int) -> Part {
            let rows = product.weight.rows
            let group = rowsPerTile(rows, rowBytes)
            end += (rows + group - 1) / group
            return Part(
                product: product, group: group, endTile: end,
                dotIntegers: usesIntegers ? product.weight.dotIntegers : nil)
        }
        if case .gate = products.ending, let gated = products.second {
            let rowBytes = products.first.weight.rowBytes + gated.weight.rowBytes
            first = part(products.first, rowBytes)
            tiles = end
            // The same rows of both stand in a tile.
            second = part(gated, rowBytes)
            third = nil
        } else {
            first = part(products.first, products.first.weight.rowBytes)
            second = products.second.map { part($0, $0.weight.rowBytes) }
            third = products.third.map { part($0, $0.weight.rowBytes) }
            tiles = end
        }
        let columns = products.first.weight.columns
        let wantsIntegers =
            first.dotIntegers != nil || second?.dotIntegers != nil || third?.dotIntegers != nil
        activations =
            wantsIntegers
            ? DotActivations(x, tokens: tokens, columns: columns, kernels: kernels, buffer: buffer)
            : nil
    }

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) {
        switch ending {
        case .gate(let activation): gate(tile, activation)
        case .add(let sums): add(tile, to: sums)
        case .none:
            if tile < first.endTile {
                _ = multiply(first, tile)
            } else if let second, tile < second.endTile {
                _ = multiply(second, tile - first.endTile)
            } else if let second, let third {
                _ = multiply(third, tile - second.endTile)
            }
        }
    }

    private func gate(_ tile: Int, _ activation: Activation) {
        guard let second else { return }
        let rows = multiply(first, tile)
        _ = multiply(second, tile)
        for token in 0..<tokens {
            let place = token * first.product.weight.rows + rows.lowerBound
            let gate = first.product.y + place
            kernels.pointee.gated_f32(
                gate, second.product.y + place, rows.count, activation.number, gate)
        }
    }

    private func add(_ tile: Int, to sums: UnsafeMutablePointer<Float>) {
        let rows = multiply(first, tile)
        for token in 0..<tokens {
            let place = token * first.product.weight.rows + rows.lowerBound
            kernels.pointee.add_f32(sums + place, first.product.y + place, rows.count, sums + place)
        }
    }

    /// One tile of a product with its bias; returns its rows.
    private func multiply(_ part: Part, _ tile: Int) -> Range<Int> {
        let weight = part.product.weight
        let start = tile * part.group
        let rows = start..<min(start + part.group, weight.rows)
        let bytes = weight.bytes + start * weight.rowBytes
        let y = part.product.y + start
        for token in 0..<tokens {
            (y + token * weight.rows).update(repeating: 0, count: rows.count)
        }
        if let dot = part.dotIntegers, let activations {
            activations.multiply(
                dot, bytes, rowBytes: weight.rowBytes, rows: rows.count, into: y,
                stride: weight.rows)
        } else {
            for token in 0..<tokens {
                weight.dotRows(
                    bytes, weight.rowBytes, rows.count, x + token * weight.columns, weight.columns,
                    y + token * weight.rows)
            }
        }
        guard let bias = part.product.bias else { return rows }
        for token in 0..<tokens {
            let row = y + token * weight.rows
            kernels.pointee.add_f32(row, bias + start, rows.count, row)
        }
        return rows
    }
}
