import AikiBase

/// One hidden layer over a vector, and of it a likelihood for each class: what no straight line through the
/// vectors parts.
///
/// h = max(0, A x + a), logits B h + b. Trained by Adam (Kingma 2015) on the cross-entropy against labels of
/// which a tenth is spread over all classes (Szegedy 2016 §7); numbers of x and h are left out at random
/// (Srivastava 2014). Letters: K numbers of a vector, H hidden, C classes.
package struct HiddenNetwork: Sendable, Equatable {
    /// How it is trained.
    package struct Training: Sendable {
        /// H.
        package var hidden = 128
        /// Passes over the examples.
        package var epochs = 10
        /// Examples of a step.
        package var batch = 64
        /// Adam's rate at the start; it falls to 0.
        package var rate: Float = 2e-3
        /// What of a weight is lost in a step, times the rate.
        package var decay: Float = 0.02
        /// The share of a vector's numbers that is left out.
        package var inputDropout = 0.1
        /// The share of hidden numbers that is left out.
        package var hiddenDropout = 0.3
        /// The share of a label that is spread over all classes.
        package var smoothing: Float = 0.1

        /// The defaults.
        package init() {}
    }

    /// K, H and C.
    let inputs, hidden, classes: Int
    /// (K, H), then (H): the vector's, and what is always there.
    var first: [Float]
    /// (H, C), then (C).
    var second: [Float]

    /// The logarithm of each class's likelihood.
    ///
    /// - Precondition: K numbers.
    /// - Complexity: O(H · (K + C)).
    package func scores(_ vector: [Float]) -> [Float] {
        precondition(vector.count == inputs, "a vector of \(inputs) numbers")
        let numbers = Self.layer(vector, first, hidden).map { max(0, $0) }
        let logits = Self.layer(numbers, second, classes)
        let largest = logits.max() ?? 0
        let sum = logits.reduce(0) { $0 + Exponential.of($1 - largest) }
        let logarithm = largest + Exponential.logarithm(sum)
        return logits.map { $0 - logarithm }
    }

    /// Weights times numbers, and what is always there.
    fileprivate static func layer(_ x: [Float], _ weights: [Float], _ count: Int) -> [Float] {
        var y = Array(weights[(x.count * count)...])
        y.withUnsafeMutableBufferPointer { y in
            weights.withUnsafeBufferPointer { weights in
                for (row, value) in x.enumerated() where value != 0 {
                    for column in 0..<count { y[column] += value * weights[row * count + column] }
                }
            }
        }
        return y
    }
}

extension HiddenNetwork {
    /// Learns from examples.
    ///
    /// - Parameters:
    ///   - vectors: the examples, K numbers each, of about unit variance in all.
    ///   - labels: a class for each.
    ///   - classes: C.
    ///   - seed: from which every random choice follows.
    ///   - training: how.
    /// - Returns: the same network for the same seed.
    /// - Precondition: there is an example, and a label for each.
    package static func train(
        _ vectors: [[Float]], labels: [Int], classes: Int, seed: UInt64,
        _ training: Training = Training()
    ) -> HiddenNetwork {
        precondition(!vectors.isEmpty && vectors.count == labels.count, "a label for each vector")
        var random = SeededRandom(seed: seed)
        let inputs = vectors[0].count
        func drawn(_ rows: Int, _ columns: Int) -> [Float] {
            let bound = Float(1 / Double(max(1, rows)).squareRoot())
            return (0..<(rows + 1) * columns).map { _ in
                Float(random.nextUnit() * 2 - 1) * bound
            }
        }
        let first = drawn(inputs, training.hidden)
        let second = drawn(training.hidden, classes)
        var lesson = Lesson(
            network: HiddenNetwork(
                inputs: inputs, hidden: training.hidden, classes: classes, first: first,
                second: second), training: training)
        let steps = (vectors.count + training.batch - 1) / training.batch * training.epochs
        var order = Array(vectors.indices)
        var done = 0
        for _ in 0..<training.epochs {
            order.shuffle(using: &random)
            for start in stride(from: 0, to: order.count, by: training.batch) {
                let batch = order[start..<min(start + training.batch, order.count)]
                for index in batch {
                    lesson.take(vectors[index], labels[index], &random)
                }
                lesson.step(
                    rate: training.rate * (1 - Float(done) / Float(steps)),
                    examples: batch.count)
                done += 1
            }
        }
        return lesson.network
    }
}

/// A network that is being trained: the gradients of a step, and Adam's means of them.
private struct Lesson {
    var network: HiddenNetwork
    let training: HiddenNetwork.Training
    private var first: Moments
    private var second: Moments
    private var steps = 0

    /// Gradients, and the means of them and of their squares.
    private struct Moments {
        var gradients: [Float]
        var means: [Float]
        var squares: [Float]

        init(count: Int) {
            gradients = Array(repeating: 0, count: count)
            means = gradients
            squares = gradients
        }
    }

    init(network: HiddenNetwork, training: HiddenNetwork.Training) {
        self.network = network
        self.training = training
        first = Moments(count: network.first.count)
        second = Moments(count: network.second.count)
    }

    /// Adds an example's gradients.
    mutating func take(_ vector: [Float], _ label: Int, _ random: inout SeededRandom) {
        let (x, _) = Self.thinned(vector, training.inputDropout, &random)
        let sums = HiddenNetwork.layer(x, network.first, network.hidden)
        let (h, kept) = Self.thinned(
            sums.map { max(0, $0) }, training.hiddenDropout, &random)
        var errors = HiddenNetwork.layer(h, network.second, network.classes)
        // What the likelihoods are above what they should be.
        let largest = errors.max() ?? 0
        var total: Float = 0
        for index in errors.indices {
            errors[index] = Exponential.of(errors[index] - largest)
            total += errors[index]
        }
        let spread = training.smoothing / Float(network.classes)
        for index in errors.indices {
            let wanted = spread + (index == label ? 1 - training.smoothing : 0)
            errors[index] = errors[index] / total - wanted
        }
        var back = Self.spread(h, errors, network.second, into: &second.gradients)
        for index in back.indices { back[index] *= sums[index] > 0 ? kept[index] : 0 }
        _ = Self.spread(x, back, nil, into: &first.gradients)
    }

    /// One step of Adam over the mean of what was taken.
    mutating func step(rate: Float, examples: Int) {
        steps += 1
        let share = 1 / Float(examples)
        Self.move(&network.first, &first, rate, share, training.decay, steps)
        Self.move(&network.second, &second, rate, share, training.decay, steps)
    }

    /// Numbers with some left out and the others raised; and by how much each was raised.
    private static func thinned(
        _ numbers: [Float], _ share: Double, _ random: inout SeededRandom
    ) -> (numbers: [Float], factors: [Float]) {
        let raised = Float(1 / (1 - share))
        let factors = numbers.map { _ in random.nextUnit() < share ? 0 : raised }
        return (zip(numbers, factors).map { $0 * $1 }, factors)
    }

    /// Adds x ⊗ errors to gradients, and gives what goes back to x; nothing where nobody asks for it.
    private static func spread(
        _ x: [Float], _ errors: [Float], _ weights: [Float]?, into gradients: inout [Float]
    ) -> [Float] {
        var back = [Float](repeating: 0, count: weights == nil ? 0 : x.count)
        let count = errors.count
        gradients.withUnsafeMutableBufferPointer { gradients in
            errors.withUnsafeBufferPointer { errors in
                for (row, value) in x.enumerated() where value != 0 {
                    for column in 0..<count {
                        gradients[row * count + column] += value * errors[column]
                    }
                }
                for column in 0..<count { gradients[x.count * count + column] += errors[column] }
            }
        }
        guard let weights else { return back }
        weights.withUnsafeBytes { weights in
            errors.withUnsafeBytes { errors in
                let size = MemoryLayout<Float>.stride
                let whole = count / 16 * 16
                for row in x.indices where x[row] != 0 {
                    var sums = SIMD16<Float>()
                    let start = row * count
                    for column in stride(from: 0, to: whole, by: 16) {
                        sums +=
                            weights.loadUnaligned(
                                fromByteOffset: (start + column) * size, as: SIMD16<Float>.self)
                            * errors.loadUnaligned(
                                fromByteOffset: column * size, as: SIMD16<Float>.self)
                    }
                    var sum = sums.sum()
                    for column in whole..<count {
                        sum +=
                            weights.loadUnaligned(
                                fromByteOffset: (start + column) * size, as: Float.self)
                            * errors.loadUnaligned(fromByteOffset: column * size, as: Float.self)
                    }
                    back[row] = sum
                }
            }
        }
        return back
    }

    private static func move(
        _ weights: inout [Float], _ moments: inout Moments, _ rate: Float, _ share: Float,
        _ decay: Float, _ steps: Int
    ) {
        let (fast, slow): (Float, Float) = (0.9, 0.999)
        let corrections = (
            1 / (1 - Exponential.power(fast, steps)), 1 / (1 - Exponential.power(slow, steps))
        )
        let count = weights.count
        weights.withUnsafeMutableBufferPointer { weights in
            moments.gradients.withUnsafeMutableBufferPointer { gradients in
                moments.means.withUnsafeMutableBufferPointer { means in
                    moments.squares.withUnsafeMutableBufferPointer { squares in
                        for index in 0..<count {
                            let gradient = gradients[index] * share
                            gradients[index] = 0
                            means[index] = fast * means[index] + (1 - fast) * gradient
                            squares[index] =
                                slow * squares[index] + (1 - slow) * gradient * gradient
                            let length = (squares[index] * corrections.1).squareRoot() + 1e-8
                            weights[index] -=
                                rate
                                * (means[index] * corrections.0 / length + decay * weights[index])
                        }
                    }
                }
            }
        }
    }
}
