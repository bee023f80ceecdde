import AikiBase
import AikiTensor
import Foundation

/// Multinomial logistic regression from states to labels, trained to the end by a fixed rule, so that
/// two models are probed alike.
///
/// Letters: N rows, W numbers of a state, C labels. Columns are brought to mean 0 and deviation 1
/// by the training rows. Adam (Kingma and Ba 2015) goes through the rows in a seeded order; the
/// weights kept are those of the pass that does best on the validation rows, among which is the start:
/// no weights at all, the labels' frequencies.
struct LinearProbe {
    /// Rows with their labels; states are shared by all kinds of labels.
    struct Rows {
        /// Which rows of the states.
        var rows: [Int] = []
        var labels: [Int] = []
        /// How much each counts.
        var weights: [Float] = []
    }

    private static let passes = 12
    private static let batchRows = 256
    private static let learningRate: Float = 3e-3
    private static let decay: Float = 1e-4
    private static let (beta1, beta2, epsilon): (Float, Float, Float) = (0.9, 0.999, 1e-8)

    private let compute: Compute
    /// (N, W).
    private let states: [Float]
    private let width: Int
    private let labelCount: Int
    private var mean: [Float]
    private var scale: [Float]
    /// (C, W), and (C).
    private var weights: [Float]
    private var bias: [Float]
    /// Cross-entropy on the validation rows, in bits.
    private(set) var validationBits = Double.infinity

    /// Trains a probe.
    init(
        _ compute: Compute, states: [Float], width: Int, labels: Int, training: Rows,
        validation: Rows, seed: UInt64
    ) {
        self.compute = compute
        self.states = states
        self.width = width
        labelCount = labels
        mean = [Float](repeating: 0, count: width)
        scale = [Float](repeating: 1, count: width)
        weights = [Float](repeating: 0, count: labels * width)
        bias = Self.logFrequencies(training, labels)
        standardise(training)
        train(training, validation, seed: seed)
    }

    /// −log2 p of the right label for each of some rows, and whether it is the likeliest.
    func judge(_ rows: Rows) -> [(bits: Double, isRight: Bool)] {
        var judged: [(bits: Double, isRight: Bool)] = []
        judged.reserveCapacity(rows.rows.count)
        var batch = Batch(rows: Self.batchRows, width: width, labels: labelCount)
        for start in stride(from: 0, to: rows.rows.count, by: Self.batchRows) {
            let range = start..<min(start + Self.batchRows, rows.rows.count)
            forward(rows, range.map { $0 }, &batch)
            for (place, index) in range.enumerated() {
                let logits = batch.logits[place * labelCount..<(place + 1) * labelCount]
                let label = rows.labels[index]
                let right = logits[logits.startIndex + label]
                // The logits are log-probabilities by now.
                judged.append((-Double(right) / log(2), right == logits.max()))
            }
        }
        return judged
    }

    private static func logFrequencies(_ rows: Rows, _ labels: Int) -> [Float] {
        // A half more of each, so that a label which is not in these rows is not impossible.
        var counts = [Double](repeating: 0.5, count: labels)
        for (label, weight) in zip(rows.labels, rows.weights) { counts[label] += Double(weight) }
        let total = counts.reduce(0, +)
        return counts.map { Float(log($0 / total)) }
    }

    private mutating func standardise(_ rows: Rows) {
        var sums = [Double](repeating: 0, count: width)
        var squares = [Double](repeating: 0, count: width)
        for row in rows.rows {
            for column in 0..<width {
                let value = Double(states[row * width + column])
                sums[column] += value
                squares[column] += value * value
            }
        }
        let count = Double(max(rows.rows.count, 1))
        for column in 0..<width {
            let average = sums[column] / count
            let variance = max(0, squares[column] / count - average * average)
            mean[column] = Float(average)
            scale[column] = variance > 1e-12 ? Float(1 / variance.squareRoot()) : 0
        }
    }
}

extension LinearProbe {
    /// Memory for some rows.
    private struct Batch {
        var inputs: [Float]
        var logits: [Float]

        init(rows: Int, width: Int, labels: Int) {
            inputs = [Float](repeating: 0, count: rows * width)
            logits = [Float](repeating: 0, count: rows * labels)
        }
    }

    /// Log-probabilities of some rows.
    private func forward(_ rows: Rows, _ chosen: [Int], _ batch: inout Batch) {
        for (place, index) in chosen.enumerated() {
            let from = rows.rows[index] * width
            for column in 0..<width {
                batch.inputs[place * width + column] =
                    (states[from + column] - mean[column]) * scale[column]
            }
        }
        let matrix = Tensor(f32: weights, shape: [labelCount, width])
        batch.inputs.withUnsafeBufferPointer { inputs in
            batch.logits.withUnsafeMutableBufferPointer { logits in
                guard let x = inputs.baseAddress, let y = logits.baseAddress else { return }
                compute.multiply(matrix, x, tokens: chosen.count, into: y)
            }
        }
        for place in 0..<chosen.count {
            let range = place * labelCount..<(place + 1) * labelCount
            var largest = -Float.infinity
            for index in range {
                batch.logits[index] += bias[index - range.lowerBound]
                largest = max(largest, batch.logits[index])
            }
            var sum: Float = 0
            for index in range { sum += exp(batch.logits[index] - largest) }
            let norm = largest + log(sum)
            for index in range { batch.logits[index] -= norm }
        }
    }

    private mutating func train(_ training: Rows, _ validation: Rows, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var order = Array(training.rows.indices)
        var batch = Batch(rows: Self.batchRows, width: width, labels: labelCount)
        var moments = Moments(count: weights.count + labelCount)
        var best = (weights, bias)
        validationBits = meanBits(validation)
        let steps = Self.passes * ((order.count + Self.batchRows - 1) / Self.batchRows)
        for _ in 0..<Self.passes {
            order.shuffle(using: &random)
            for start in stride(from: 0, to: order.count, by: Self.batchRows) {
                let chosen = Array(order[start..<min(start + Self.batchRows, order.count)])
                forward(training, chosen, &batch)
                let gradient = gradient(training, chosen, &batch)
                update(gradient, &moments, steps: steps)
            }
            let bits = meanBits(validation)
            if bits < validationBits {
                validationBits = bits
                best = (weights, bias)
            }
        }
        (weights, bias) = best
    }

    /// Σ weight · bits / Σ weight.
    private func meanBits(_ rows: Rows) -> Double {
        let total = rows.weights.reduce(0.0) { $0 + Double($1) }
        let sum = zip(judge(rows), rows.weights).reduce(0.0) { $0 + $1.0.bits * Double($1.1) }
        return sum / max(total, 1e-12)
    }

    /// ∂ loss / ∂ weights, then ∂ bias; a thread a label, so sums do not depend on their count.
    private func gradient(_ rows: Rows, _ chosen: [Int], _ batch: inout Batch) -> [Float] {
        let total = chosen.reduce(Float(0)) { $0 + rows.weights[$1] }
        for (place, index) in chosen.enumerated() {
            let weight = rows.weights[index] / max(total, 1e-12)
            for label in 0..<labelCount {
                let at = place * labelCount + label
                let probability = exp(batch.logits[at])
                let target: Float = label == rows.labels[index] ? 1 : 0
                batch.logits[at] = weight * (probability - target)
            }
        }
        var gradient = [Float](repeating: 0, count: weights.count + labelCount)
        let (width, labels, inputs, errors) = (width, labelCount, batch.inputs, batch.logits)
        gradient.withUnsafeMutableBufferPointer { out in
            // Safe to share: each tile writes its own label's numbers.
            nonisolated(unsafe) let out = out
            compute.pool.run(tiles: labels) { label in
                let row = UnsafeMutableBufferPointer(
                    rebasing: out[label * width..<(label + 1) * width])
                for place in 0..<chosen.count {
                    let error = errors[place * labels + label]
                    out[labels * width + label] += error
                    for column in 0..<width {
                        row[column] += error * inputs[place * width + column]
                    }
                }
            }
        }
        return gradient
    }

    /// Adam's moments.
    private struct Moments {
        var first: [Float]
        var second: [Float]
        var step = 0

        init(count: Int) {
            first = [Float](repeating: 0, count: count)
            second = first
        }
    }

    /// One step of Adam with decoupled decay; the rate falls to zero in a line.
    private mutating func update(_ gradient: [Float], _ moments: inout Moments, steps: Int) {
        moments.step += 1
        let step = Float(moments.step)
        let rate = Self.learningRate * max(0, 1 - step / Float(steps))
        let (one, two) = (1 - pow(Self.beta1, step), 1 - pow(Self.beta2, step))
        for index in gradient.indices {
            moments.first[index] += (1 - Self.beta1) * (gradient[index] - moments.first[index])
            let square = gradient[index] * gradient[index]
            moments.second[index] += (1 - Self.beta2) * (square - moments.second[index])
            let change =
                moments.first[index] / one
                / ((moments.second[index] / two).squareRoot() + Self.epsilon)
            if index < weights.count {
                weights[index] -= rate * (change + Self.decay * weights[index])
            } else {
                bias[index - weights.count] -= rate * change
            }
        }
    }
}
