import AikiModel

extension TrainingPlanBuilder {
    /// Goes back through an operation, if anything came back to it.
    mutating func backward(_ operation: Operation) {
        guard carrying.contains(operation.output.index),
            let gradient = gradients.removeValue(forKey: operation.output.index)
        else { return }
        switch operation.kind {
        case .add: distribute(operation, gradient)
        case .scale, .rotate: turnBack(operation, gradient)
        case .gate: ungate(operation, gradient)
        case .rmsNorm, .layerNorm, .columns: addUp(operation, gradient)
        case .linear: unmultiply(operation, gradient)
        case .addRow: pass(operation, gradient)
        default: replace(operation, gradient)
        }
    }

    private func carries(_ value: ValueID) -> Bool { carrying.contains(value.index) }

    /// a + b: both get the gradient.
    ///
    /// Where b's own way back only reads it, and is gone before anything is added to a's, they share
    /// the memory; that is so in every residual block, whose branch ends in a product.
    private mutating func distribute(_ operation: Operation, _ gradient: BufferID) {
        let (a, b) = (operation.inputs[0], operation.inputs[1])
        if carries(b) { give(b, gradient, shares: !carries(a) || branchIsSafe(a, b)) }
        if carries(a) { give(a, gradient, shares: true) }
    }

    private func branchIsSafe(_ a: ValueID, _ b: ValueID) -> Bool {
        guard a != b, readers[b.index] == 1, let branch = producer[b.index],
            case .linear = body[branch].kind, producer[a.index, default: -1] < branch
        else { return false }
        // Whatever else reads a comes before the branch's end, so it is reached later.
        let sum = body.firstIndex { $0.inputs == [a, b] } ?? body.count
        return !body[branch..<sum].contains { $0.inputs.contains(a) }
    }

    private mutating func give(_ value: ValueID, _ gradient: BufferID, shares: Bool) {
        if let known = gradients[value.index] {
            append(.add(gradient, to: known), touching: [gradient, known])
        } else if shares {
            gradients[value.index] = gradient
        } else {
            let copy = makeBuffer(width(value))
            append(.copy(gradient, to: copy), touching: [gradient, copy])
            gradients[value.index] = copy
        }
    }

    /// The gradient itself goes on.
    private mutating func pass(_ operation: Operation, _ gradient: BufferID) {
        let targets: [BackwardStep.Target?] = [nil]
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: [nil], output: nil,
                    auxiliary: nil, targets: targets)), touching: [gradient])
        if let input = operation.inputs.first, carries(input) {
            give(input, gradient, shares: true)
        }
    }

    /// The gradient is changed in place and goes on.
    private mutating func turnBack(_ operation: Operation, _ gradient: BufferID) {
        let input = operation.inputs[0]
        let target = BackwardStep.Target(buffer: gradient, accumulates: false)
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: [nil], output: nil,
                    auxiliary: nil, targets: [target])), touching: [gradient])
        give(input, gradient, shares: true)
    }

    /// Gate and up become their own gradients: nothing reads them after this.
    private mutating func ungate(_ operation: Operation, _ gradient: BufferID) {
        let values = operation.inputs
        let inputs = values.map { provide($0) }
        let isOwn = values[0] != values[1] && values.allSatisfy { readers[$0.index] == 1 }
        let outputs = isOwn ? inputs : values.map { makeBuffer(width($0)) }
        let targets = outputs.map { BackwardStep.Target(buffer: $0, accumulates: false) }
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: inputs, output: nil,
                    auxiliary: nil, targets: targets)),
            touching: inputs + outputs + [gradient])
        for (value, buffer) in zip(values, outputs) {
            if isOwn { instances[value.index] = nil }
            if carries(value) { give(value, buffer, shares: true) }
        }
    }

    /// Operations that add to their input's gradient.
    private mutating func addUp(_ operation: Operation, _ gradient: BufferID) {
        let input = operation.inputs[0]
        let reads: [BufferID?] =
            if case .columns = operation.kind { [nil] } else { [provide(input)] }
        var target: BackwardStep.Target?
        if carries(input) {
            let known = gradients[input.index]
            let buffer = known ?? makeBuffer(width(input))
            if known == nil { append(.clear(buffer), touching: [buffer]) }
            target = BackwardStep.Target(buffer: buffer, accumulates: true)
            gradients[input.index] = buffer
        }
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: reads, output: nil,
                    auxiliary: nil, targets: [target])),
            touching: reads + [gradient, target?.buffer])
    }

    private mutating func unmultiply(_ operation: Operation, _ gradient: BufferID) {
        let input = operation.inputs[0]
        let read: BufferID? = parts.trains(operation) ? provide(input) : nil
        let auxiliary = read == nil ? nil : auxiliaries[operation.output.index]
        let output: BufferID? =
            parts.magnitudes.contains(operation.output.index) ? provide(operation.output) : nil
        var target: BackwardStep.Target?
        if carries(input) {
            let known = gradients[input.index]
            let buffer = known ?? makeBuffer(width(input))
            target = BackwardStep.Target(buffer: buffer, accumulates: known != nil)
            gradients[input.index] = buffer
        }
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: [read], output: output,
                    auxiliary: auxiliary, targets: [target])),
            touching: [read, output, auxiliary, gradient, target?.buffer])
    }

    /// Operations that write their inputs' gradients anew.
    private mutating func replace(_ operation: Operation, _ gradient: BufferID) {
        let needs = operation.kind.needsWhenGoingBack
        let inputs = operation.inputs.map { needs.inputs ? provide($0) : nil }
        let output = needs.output ? provide(operation.output) : nil
        let auxiliary = auxiliaries[operation.output.index]
        let targets = operation.inputs.map {
            BackwardStep.Target(buffer: makeBuffer(width($0)), accumulates: false)
        }
        append(
            .differentiate(
                BackwardStep(
                    operation: operation, gradient: gradient, inputs: inputs, output: output,
                    auxiliary: auxiliary, targets: targets)),
            touching: inputs + targets.map(\.buffer) + [output, auxiliary, gradient])
        for (value, target) in zip(operation.inputs, targets) where carries(value) {
            give(value, target.buffer, shares: true)
        }
    }
}

extension Operation.Kind {
    /// Which values going back through the operation reads, besides the gradient.
    var needsWhenGoingBack: (inputs: Bool, output: Bool) {
        switch self {
        case .rmsNorm, .layerNorm, .gate, .activate: (true, false)
        case .attend: (true, true)
        case .softcap: (false, true)
        default: (false, false)
        }
    }

    /// Whether computing it again costs next to nothing.
    var isCheap: Bool {
        switch self {
        case .rmsNorm, .layerNorm, .gate, .activate, .embedTokens, .embedPositions: true
        default: false
        }
    }
}
