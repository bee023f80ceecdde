import AikiModel
import AikiTensor

extension TrainingPass {
    /// y = x Wᵀ, with what an adapter adds, and the bias.
    func multiply(
        _ operation: Operation, _ input: BufferID, into output: BufferID, hidden: BufferID?
    ) {
        let weight = trained.tensors[operation.parameters[0].index]
        loadLeft(input, columns: weight.columns)
        let out = pointer(output)
        let place = trained.adapters[operation.output.index]
        let adding = place.map { place in
            let hidden = hidden.map(pointer) ?? adapterScratch.base
            project(operation, place, pointer(input), into: hidden)
            let rank = trained.store.arrays[place.down].shape[0]
            leftSmall.load(
                compute, hidden, rows: rows, summed: rank, stride: rank, precision: precision)
            return AddedProduct(leftSmall, RightFactor(trained.store.tensor(place.up)))
        }
        if let factor = frozen?.factor(operation.parameters[0]) {
            compute.product(
                left, factor, into: out, stride: weight.rows, accumulate: false, adding: adding)
        } else {
            compute.product(
                left, weight, packing: right, into: out, stride: weight.rows, accumulate: false,
                adding: adding)
        }
        if place?.magnitude != nil {
            magnitudes.scale(out, rows: rows, value: operation.output.index, compute)
        }
        addBias(operation, out, width: weight.rows)
    }

    /// dW (N, S) += dyᵀ (N, T) · x (T, S), with dyᵀ packed.
    private func addWeightGradient(
        _ dy: PackedFactor, _ x: BufferID, columns: Int, into sum: UnsafeMutablePointer<Float>
    ) {
        if rightHolds != x {
            rightTransposed.loadTransposed(
                compute, pointer(x), rows: columns, summed: rows, stride: columns,
                precision: precision, isRight: true)
            rightHolds = x
        }
        compute.product(dy, rightTransposed, into: sum, stride: columns, accumulate: true)
    }

    /// Adds an operation's bias, where it has one.
    func addBias(_ operation: Operation, _ out: UnsafeMutablePointer<Float>, width: Int) {
        guard operation.parameters.count > 1 else { return }
        trained.withVector(operation.parameters[1]) { bias in
            compute.addBias(out, rows: rows, width: width, bias: bias)
        }
    }

    /// The hidden numbers of an adapter, (T, r): scale · A x, with dropout on x.
    private func project(
        _ operation: Operation, _ place: TrainedModel.AdapterPlace,
        _ x: UnsafePointer<Float>, into hidden: UnsafeMutablePointer<Float>
    ) {
        guard case .adapters(let recipe) = trained.scope else { return }
        let shape = trained.store.arrays[place.down].shape
        let (rank, columns) = (shape[0], shape[1])
        let factor: PackedFactor
        if leavesOut {
            leftSmall.load(
                compute, dropped(operation, x, columns: columns), rows: rows, summed: columns,
                stride: columns, precision: precision)
            factor = leftSmall
        } else {
            factor = left
        }
        compute.product(
            factor, RightFactor(trained.store.tensor(place.down)), into: hidden, stride: rank,
            accumulate: false)
        compute.scale(hidden, by: recipe.scale, count: rows * rank, into: hidden)
    }

    /// Whether this pass leaves out some of what goes into adapters.
    private var leavesOut: Bool {
        guard case .adapters(let recipe) = trained.scope else { return false }
        return dropsOut && recipe.dropout > 0
    }

    /// x with the numbers left out that this pass leaves out for an operation.
    private func dropped(
        _ operation: Operation, _ x: UnsafePointer<Float>, columns: Int
    ) -> UnsafePointer<Float> {
        guard case .adapters(let recipe) = trained.scope else { return x }
        compute.dropout(
            x, count: rows * columns, keep: 1 - recipe.dropout, seed: dropoutSeed,
            offset: UInt64(operation.output.index) << 40, into: dropoutScratch.base)
        return UnsafePointer(dropoutScratch.base)
    }

    /// Makes a value the left factor, unless it is already.
    private func loadLeft(_ buffer: BufferID, columns: Int) {
        guard leftHolds != buffer else { return }
        left.load(
            compute, pointer(buffer), rows: rows, summed: columns, stride: columns,
            precision: precision)
        leftHolds = buffer
    }

    /// Goes back through a product: gradients of weight, bias, adapter and input.
    func unmultiply(_ step: BackwardStep) {
        let operation = step.operation
        let weight = trained.tensors[operation.parameters[0].index]
        let (outputs, columns) = (weight.rows, weight.columns)
        let gradient = gradientOfProduct(step, width: outputs)
        leftHolds = nil
        if let sum = trained.gradient(operation.parameters[0]), let input = step.inputs[0] {
            leftTransposed.loadTransposed(
                compute, gradient, rows: outputs, summed: rows, stride: outputs,
                precision: precision)
            addWeightGradient(leftTransposed, input, columns: columns, into: sum)
        }
        if operation.parameters.count > 1, let sum = trained.gradient(operation.parameters[1]) {
            compute.columnSums(
                pointer(step.gradient), rows: rows, width: outputs, into: sum)
        }
        let place = trained.adapters[operation.output.index]
        guard place != nil || step.targets[0] != nil else { return }
        left.load(
            compute, gradient, rows: rows, summed: outputs, stride: outputs, precision: precision)
        var adapted: AddedProduct?
        if let place, let input = step.inputs[0] {
            adapted = adapt(step, place, input: input, gradient: gradient)
        }
        guard let target = step.targets[0] else { return }
        let dx = pointer(target.buffer)
        let adding = leavesOut ? nil : adapted
        if let factor = frozen?.factor(operation.parameters[0]) {
            compute.productAcross(
                left, factor, into: dx, stride: columns, accumulate: target.accumulates,
                adding: adding)
        } else {
            compute.productAcross(
                left, weight, packing: right, into: dx, stride: columns,
                accumulate: target.accumulates, adding: adding)
        }
        guard leavesOut, let adapted else { return }
        let back = dropoutScratch.base
        compute.productAcross(
            adapted.left, adapted.right, into: back, stride: columns, accumulate: false)
        _ = dropped(operation, UnsafePointer(back), columns: columns)
        compute.add(dx, back, count: rows * columns, into: dx)
    }

    /// The gradient of the product itself: where rows are scaled to trained lengths, the gradient of the
    /// scaled rows gives that of the lengths, and is scaled in turn.
    private func gradientOfProduct(
        _ step: BackwardStep, width: Int
    ) -> UnsafeMutablePointer<Float> {
        let value = step.operation.output.index
        guard let array = trained.adapters[value]?.magnitude, let output = step.output else {
            return pointer(step.gradient)
        }
        let scratch = magnitudes.scratch.base
        scratch.update(from: pointer(step.gradient), count: rows * width)
        let bias = step.operation.parameters.dropFirst().first
        magnitudes.addGradient(
            of: scratch, y: pointer(output), rows: rows, width: width,
            bias: bias.map { trained.vectorNumbers($0) },
            lengths: trained.store.values(array), into: trained.store.gradients(array), compute)
        magnitudes.scale(scratch, rows: rows, value: value, compute)
        return scratch
    }

    /// Gradients of an adapter, and what goes back to its input, if anything does, as factors of a product.
    ///
    /// With h = scale · A x: dB = dyᵀ h, dh = dy B, dA = scale · dhᵀ x, dx += scale · dh A.
    private func adapt(
        _ step: BackwardStep, _ place: TrainedModel.AdapterPlace, input: BufferID,
        gradient: UnsafeMutablePointer<Float>
    ) -> AddedProduct? {
        guard case .adapters(let recipe) = trained.scope else { return nil }
        let store = trained.store
        let shape = store.arrays[place.down].shape
        let (rank, columns) = (shape[0], shape[1])
        let outputs = store.arrays[place.up].shape[1]
        guard let hidden = step.auxiliary.map(pointer) else {
            preconditionFailure("An adapter's hidden numbers are kept or computed again")
        }
        leftSmall.loadTransposed(
            compute, hidden, rows: rank, summed: rows, stride: rank, precision: precision)
        compute.productAcross(
            leftSmall,
            RightFactor(gradient, rows: rows, columns: outputs, stride: outputs),
            into: store.gradients(place.up), stride: outputs, accumulate: true)
        // The hidden numbers are not needed any more: their gradient takes their place.
        compute.product(
            left, RightFactor(store.tensor(place.up)), into: hidden, stride: rank,
            accumulate: false)
        compute.scale(hidden, by: recipe.scale, count: rows * rank, into: hidden)
        let x =
            leavesOut
            ? dropped(step.operation, pointer(input), columns: columns)
            : UnsafePointer(pointer(input))
        leftSmall.loadTransposed(
            compute, hidden, rows: rank, summed: rows, stride: rank, precision: precision)
        compute.productAcross(
            leftSmall, RightFactor(x, rows: rows, columns: columns, stride: columns),
            into: store.gradients(place.down), stride: columns, accumulate: true)
        guard step.targets[0] != nil else { return nil }
        leftSmall.load(
            compute, hidden, rows: rows, summed: rank, stride: rank, precision: precision)
        return AddedProduct(leftSmall, RightFactor(store.tensor(place.down)))
    }
}
