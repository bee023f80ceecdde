import AikiModel
import AikiTensor

extension TrainingPass {
    /// Loss and the gradient of the hidden rows, some rows at a time: the logits of a large vocabulary
    /// never stand in memory for all of them, and rows without a target have none.
    ///
    /// - Returns: the sum over the targets of −ln p(target).
    func loss(_ hidden: BufferID, gradient: BufferID?, factor: Float) -> Double {
        guard case .logits(let operations, _) = plan.head else { return 0 }
        defer { forgetFactors() }
        let width = trained.tensors[operations[0].parameters[0].index].columns
        let kept = (0..<rows).filter { batch.targets[$0] >= 0 && batch.weights?[$0] != 0 }
        let targets = kept.map { batch.targets[$0] }
        let weights = batch.weights.map { all in kept.map { all[$0] } }
        var x = UnsafePointer(pointer(hidden))
        if kept.count < rows {
            let copy = keptRows.base
            for (place, row) in kept.enumerated() {
                (copy + place * width).update(from: x + row * width, count: width)
            }
            x = UnsafePointer(copy)
        }
        let out = gradient.map(pointer)
        let sum = targets.withUnsafeBufferPointer { targets in
            withOptionalPointer(weights) { weights in
                guard let targets = targets.baseAddress else { return 0.0 }
                let all = LossRows(
                    count: kept.count, width: width, hidden: x, gradient: out, targets: targets,
                    weights: weights)
                return loss(operations, all, factor: factor)
            }
        }
        if let out, kept.count < rows { spread(out, to: kept, width: width) }
        return sum
    }

    private func withOptionalPointer<Result>(
        _ numbers: [Float]?, _ body: (UnsafePointer<Float>?) -> Result
    ) -> Result {
        guard let numbers else { return body(nil) }
        return numbers.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    /// Moves the first rows to where they belong; the others become 0.
    private func spread(_ x: UnsafeMutablePointer<Float>, to places: [Int], width: Int) {
        var end = rows
        for (index, place) in places.enumerated().reversed() {
            (x + (place + 1) * width).update(repeating: 0, count: (end - place - 1) * width)
            if place != index {
                (x + place * width).update(from: x + index * width, count: width)
            }
            end = place
        }
        x.update(repeating: 0, count: end * width)
    }

    private func loss(_ operations: [Operation], _ all: LossRows, factor: Float) -> Double {
        let isPlain = operations.count == 1 && operations[0].parameters.count == 1
        guard isPlain, compute.hasShortProducts(precision) else {
            return lossOfLogits(operations, all, factor: factor)
        }
        outputLoss.forgetWeight()
        return all.parts(of: outputRows).reduce(0) { sum, part in
            let loss = lossOfTiles(operations[0], part, factor: factor)
            return sum + (loss ?? lossOfLogits(operations, part, factor: factor))
        }
    }

    /// A product alone makes the logits: they need not stand in memory at all.
    private func lossOfTiles(
        _ operation: Operation, _ part: LossRows, factor: Float
    ) -> Double? {
        let targets = OutputTargets(
            tokens: part.targets, weights: part.weights, gradientFactor: factor,
            hiddenGradient: part.gradient,
            weightGradient: trained.gradient(operation.parameters[0]))
        let parameter = operation.parameters[0]
        return compute.outputLoss(
            part.hidden, rows: part.count, weight: trained.tensors[parameter.index],
            frozen: frozen?.factor(parameter), targets: targets, memory: outputLoss)
    }

    /// Logits, their loss and gradient in memory.
    private func lossOfLogits(
        _ operations: [Operation], _ all: LossRows, factor: Float
    ) -> Double {
        all.parts(of: logits.rows).reduce(0) { sum, part in
            sum + lossInMemory(operations, part, factor: factor)
        }
    }

    private func lossInMemory(
        _ operations: [Operation], _ part: LossRows, factor: Float
    ) -> Double {
        let weight = trained.tensors[operations[0].parameters[0].index]
        let vocabulary = weight.rows
        let out = logits.block.base
        left.load(
            compute, part.hidden, rows: part.count, summed: part.width, stride: part.width,
            precision: precision)
        compute.product(
            left, weight, packing: right, into: out, stride: vocabulary, accumulate: false)
        if operations[0].parameters.count > 1 {
            trained.withVector(operations[0].parameters[1]) { bias in
                compute.addBias(out, rows: part.count, width: vocabulary, bias: bias)
            }
        }
        let numbers = part.count * vocabulary
        let cap = squeeze(operations, out, count: numbers)
        let sum = compute.crossEntropy(
            out, rows: part.count, vocabulary: vocabulary, targets: part.targets,
            weights: part.weights, gradientFactor: factor)
        guard let gradient = part.gradient else { return sum }
        unsqueeze(operations, out, capped: cap, count: numbers)
        goBack(operations[0], out, part.hidden, part.count, into: gradient)
        return sum
    }

    /// Scales and caps logits; returns what was capped, which the way back needs.
    private func squeeze(
        _ operations: [Operation], _ out: UnsafeMutablePointer<Float>, count: Int
    ) -> FloatBlock? {
        var capped: FloatBlock?
        for operation in operations.dropFirst() {
            switch operation.kind {
            case .scale(let factor): compute.scale(out, by: factor, count: count, into: out)
            case .softcap(let cap):
                compute.softcap(out, count: count, limit: cap)
                let copy = FloatBlock(count)
                copy.base.update(from: out, count: count)
                capped = copy
            default: preconditionFailure("\(operation.kind) among the logits")
            }
        }
        return capped
    }

    private func unsqueeze(
        _ operations: [Operation], _ out: UnsafeMutablePointer<Float>, capped: FloatBlock?,
        count: Int
    ) {
        for operation in operations.dropFirst().reversed() {
            switch operation.kind {
            case .scale(let factor): compute.scale(out, by: factor, count: count, into: out)
            case .softcap(let cap):
                guard let capped else { continue }
                compute.softcapBackward(
                    y: capped.base, dy: out, count: count, limit: cap, dx: out)
            default: break
            }
        }
    }

    private func goBack(
        _ operation: Operation, _ out: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>,
        _ count: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let weight = trained.tensors[operation.parameters[0].index]
        let (width, vocabulary) = (weight.columns, weight.rows)
        left.load(
            compute, out, rows: count, summed: vocabulary, stride: vocabulary,
            precision: precision)
        compute.productAcross(
            left, weight, packing: right, into: target, stride: width, accumulate: false)
        if operation.parameters.count > 1,
            let sum = trained.gradient(operation.parameters[1])
        {
            compute.columnSums(out, rows: count, width: vocabulary, into: sum)
        }
        guard let sum = trained.gradient(operation.parameters[0]) else { return }
        leftTransposed.loadTransposed(
            compute, out, rows: vocabulary, summed: count, stride: vocabulary,
            precision: precision)
        rightTransposed.loadTransposed(
            compute, x, rows: width, summed: count, stride: width, precision: precision,
            isRight: true)
        compute.product(leftTransposed, rightTransposed, into: sum, stride: width, accumulate: true)
    }
}

/// Rows whose loss is taken.
private struct LossRows {
    let count: Int
    /// K.
    let width: Int
    /// (count, K).
    let hidden: UnsafePointer<Float>
    /// (count, K), to be written; nil where only the loss is asked for.
    let gradient: UnsafeMutablePointer<Float>?
    /// (count) tokens to be foretold.
    let targets: UnsafePointer<Int32>
    /// (count); nil for one.
    let weights: UnsafePointer<Float>?

    /// The same rows, so many at a time.
    func parts(of size: Int) -> some Sequence<LossRows> {
        stride(from: 0, to: count, by: size).lazy.map { first in
            LossRows(
                count: min(size, count - first), width: width, hidden: hidden + first * width,
                gradient: gradient.map { $0 + first * width }, targets: targets + first,
                weights: weights.map { $0 + first })
        }
    }
}
