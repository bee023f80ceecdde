import AikiBase

/// One linear score a class over a vector and the features of a text together, each trained to be 1 for
/// texts of the class and −1 for all others.
///
/// The squared hinge loss with weights held small, by steps on one text's dual variables after the other,
/// for all classes at once (Hsieh 2008, "A dual coordinate descent method for large-scale linear SVM").
/// There is no step size to choose, and it stops where a pass changes little.
package struct LinearMachine: Sendable, Equatable {
    /// How much a text counts against the size of the weights.
    static let cost: Float = 0.5
    /// It stops where no dual variable moves by more than this on average.
    static let tolerance: Float = 1e-4

    /// How many classes there are.
    let classes: Int
    /// Numbers of a vector.
    let width: Int
    /// (width + buckets + 1, classes): the vector's, the text's features', and last of what is always 1.
    private(set) var weights: [Float]

    /// A text as it goes in.
    package struct Input {
        /// (width).
        var vector: [Float]
        var text: HashedText

        /// Puts them together.
        package init(vector: [Float], text: HashedText) {
            self.vector = vector
            self.text = text
        }
    }

    /// A machine that knows nothing.
    package init(classes: Int, width: Int) {
        self.classes = classes
        self.width = width
        weights = Array(repeating: 0, count: (width + HashedText.bucketCount + 1) * classes)
    }

    /// Rows of weights: the vector's numbers, the text's features, and one.
    var rowCount: Int { width + HashedText.bucketCount + 1 }
    /// Rows of which a weight is not 0.
    var usedRows: [Int] { (0..<rowCount).filter { row($0).contains { $0 != 0 } } }

    /// (classes): the weights of a row.
    func row(_ row: Int) -> ArraySlice<Float> { weights[row * classes..<(row + 1) * classes] }

    /// Takes weights that were learned before.
    ///
    /// - Precondition: a weight for each class.
    mutating func setRow(_ row: Int, _ values: ArraySlice<Float>) {
        precondition(values.count == classes, "a weight for each class")
        weights.replaceSubrange(row * classes..<(row + 1) * classes, with: values)
    }

    /// The score of every class.
    ///
    /// - Complexity: O((width + features) · classes).
    package func scores(_ input: Input) -> [Float] {
        var scores = [Float](repeating: 0, count: classes)
        scores.withUnsafeMutableBufferPointer { scores in
            weights.withUnsafeBufferPointer { weights in
                for (row, value) in rows(input) {
                    let start = row * classes
                    for index in 0..<classes {
                        scores[index] += value * weights[start + index]
                    }
                }
            }
        }
        return scores
    }

    /// Trains on texts.
    ///
    /// - Parameters:
    ///   - inputs: the texts.
    ///   - labels: a class for each.
    ///   - seed: where the order of the texts comes from.
    ///   - passesMax: passes over the texts, at most.
    /// - Precondition: a label for each text; vectors of one length.
    package mutating func train(
        _ inputs: [Input], labels: [Int], seed: UInt64, passesMax: Int = 30
    ) {
        precondition(inputs.count == labels.count, "a label for each text")
        let rows = inputs.map { self.rows($0) }
        let lengths = rows.map { $0.reduce(Float(0)) { $0 + $1.value * $1.value } }
        var duals = [Float](repeating: 0, count: inputs.count * classes)
        var order = Array(inputs.indices)
        var random = SeededRandom(seed: seed)
        for _ in 0..<passesMax {
            order.shuffle(using: &random)
            var moved: Float = 0
            for index in order {
                moved += step(
                    rows[index], length: lengths[index], label: labels[index],
                    duals: &duals, from: index * classes)
            }
            if moved < Self.tolerance * Float(duals.count) { break }
        }
    }

    /// One text's step for all classes; returns how far its dual variables moved in all.
    private mutating func step(
        _ rows: [(row: Int, value: Float)], length: Float, label: Int, duals: inout [Float],
        from first: Int
    ) -> Float {
        let diagonal = 1 / (2 * Self.cost)
        var changes = [Float](repeating: 0, count: classes)
        var moved: Float = 0
        let classes = classes
        changes.withUnsafeMutableBufferPointer { changes in
            weights.withUnsafeMutableBufferPointer { weights in
                for (row, value) in rows {
                    let start = row * classes
                    for index in 0..<classes {
                        changes[index] += value * weights[start + index]
                    }
                }
                for index in 0..<classes {
                    let sign: Float = index == label ? 1 : -1
                    let dual = duals[first + index]
                    let slope = sign * changes[index] - 1 + dual * diagonal
                    let next = max(0, dual - slope / (length + diagonal))
                    duals[first + index] = next
                    changes[index] = (next - dual) * sign
                    moved += abs(next - dual)
                }
                guard moved > 0 else { return }
                for (row, value) in rows {
                    let start = row * classes
                    for index in 0..<classes {
                        weights[start + index] += value * changes[index]
                    }
                }
            }
        }
        return moved
    }

    private func rows(_ input: Input) -> [(row: Int, value: Float)] {
        precondition(input.vector.count == width, "a vector of \(width) numbers")
        var rows = input.vector.enumerated().map { (row: $0.offset, value: $0.element) }
        for feature in input.text.features {
            rows.append((width + feature.bucket, feature.weight))
        }
        rows.append((width + HashedText.bucketCount, 1))
        return rows
    }
}
