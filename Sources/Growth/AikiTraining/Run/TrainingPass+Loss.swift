import AikiModel
import AikiTensor

extension TrainingPass {
    /// Loss and the gradient of the hidden rows, some rows at a time: the logits of a large vocabulary
    /// never stand in memory for all of them.
    ///
    /// - Returns: the sum over the targets of −ln p(target).
    func loss(_ hidden: BufferID, gradient: BufferID?, factor: Float) -> Double {
        guard case .logits(let operations, _) = plan.head else { return 0 }
        defer { forgetFactors() }
        let isPlain = operations.count == 1 && operations[0].parameters.count == 1
        guard isPlain, compute.hasShortProducts(precision) else {
            return loss(operations, hidden, gradient, in: 0..<rows, factor: factor)
        }
        outputLoss.forgetWeight()
        var sum = 0.0
        for first in stride(from: 0, to: rows, by: outputRows) {
            let part = first..<min(first + outputRows, rows)
            sum +=
                lossOfTiles(operations[0], hidden, gradient, part, factor: factor)
                ?? loss(operations, hidden, gradient, in: part, factor: factor)
        }
        return sum
    }

    /// A product alone makes the logits: they need not stand in memory at all.
    private func lossOfTiles(
        _ operation: Operation, _ hidden: BufferID, _ gradient: BufferID?, _ part: Range<Int>,
        factor: Float
    ) -> Double? {
        let weight = trained.tensors[operation.parameters[0].index]
        let place = part.lowerBound * weight.columns
        return batch.targets.withUnsafeBufferPointer { tokens in
            withWeights(part) { weights in
                guard let base = tokens.baseAddress else { return 0 }
                let targets = OutputTargets(
                    tokens: base + part.lowerBound, weights: weights, gradientFactor: factor,
                    hiddenGradient: gradient.map { pointer($0) + place },
                    weightGradient: trained.gradient(operation.parameters[0]))
                return compute.outputLoss(
                    pointer(hidden) + place, rows: part.count, weight: weight, targets: targets,
                    memory: outputLoss)
            }
        }
    }

    /// Logits, their loss and gradient in memory.
    private func loss(
        _ operations: [Operation], _ hidden: BufferID, _ gradient: BufferID?, in range: Range<Int>,
        factor: Float
    ) -> Double {
        var sum = 0.0
        for first in stride(from: range.lowerBound, to: range.upperBound, by: logits.rows) {
            let part = first..<min(first + logits.rows, range.upperBound)
            sum += loss(operations, hidden, gradient, part, factor: factor)
        }
        return sum
    }

    private func loss(
        _ operations: [Operation], _ hidden: BufferID, _ gradient: BufferID?,
        _ part: Range<Int>, factor: Float
    ) -> Double {
        let weight = trained.tensors[operations[0].parameters[0].index]
        let (width, vocabulary) = (weight.columns, weight.rows)
        let x = pointer(hidden) + part.lowerBound * width
        let out = logits.block.base
        left.load(
            compute, x, rows: part.count, summed: width, stride: width, precision: precision)
        compute.product(
            left, weight, packing: right, into: out, stride: vocabulary, accumulate: false)
        if operations[0].parameters.count > 1 {
            trained.withVector(operations[0].parameters[1]) { bias in
                compute.addBias(out, rows: part.count, width: vocabulary, bias: bias)
            }
        }
        let numbers = part.count * vocabulary
        let cap = squeeze(operations, out, count: numbers)
        let sum = batch.targets.withUnsafeBufferPointer { targets in
            withWeights(part) { weights in
                guard let base = targets.baseAddress else { return 0.0 }
                return compute.crossEntropy(
                    out, rows: part.count, vocabulary: vocabulary,
                    targets: base + part.lowerBound, weights: weights, gradientFactor: factor)
            }
        }
        guard let gradient else { return sum }
        unsqueeze(operations, out, capped: cap, count: numbers)
        let target = pointer(gradient) + part.lowerBound * width
        goBack(operations[0], out, x, part.count, into: target)
        return sum
    }

    private func withWeights<Result>(
        _ part: Range<Int>, _ body: (UnsafePointer<Float>?) -> Result
    ) -> Result {
        guard let weights = batch.weights else { return body(nil) }
        return weights.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + part.lowerBound }) }
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
            compute, x, rows: width, summed: count, stride: width, precision: precision)
        compute.product(leftTransposed, rightTransposed, into: sum, stride: width, accumulate: true)
    }
}
