import AikiModel

/// Makes a ``TrainingPlan``: the way forward, then the way back.
///
/// On the way back values are asked for with ``provide(_:)``: what was kept is there, and what was not
/// is computed again from what was, operation by operation, as far as needed.
struct TrainingPlanBuilder {
    let graph: ModelGraph
    let parts: TrainedParts
    let memory: TrainingPlan.Memory
    /// The graph's operations without the head, on values without aliases.
    let body: [Operation]
    let head: TrainingPlan.Head
    /// Which operation of ``body`` writes a value.
    let producer: [Int: Int]
    /// Values whose gradients lead to something that is trained.
    let carrying: Set<Int>
    /// Values that stay in memory from the way forward to the way back.
    let kept: Set<Int>
    /// How many operations of the body read a value.
    let readers: [Int: Int]

    var steps: [TrainingStep] = []
    var buffers: [PlanBuffer] = []
    /// Where a value is, if anywhere.
    var instances: [Int: BufferID] = [:]
    /// Where what an operation leaves beside its value is.
    var auxiliaries: [Int: BufferID] = [:]
    /// Where a value's gradient is, if anything has gone back to it.
    var gradients: [Int: BufferID] = [:]

    /// Plans passes of a graph.
    ///
    /// - Throws: ``TrainingError/notTrainable(operation:)`` for operations that have no way back.
    static func plan(
        _ graph: ModelGraph, parts: TrainedParts, memory: TrainingPlan.Memory,
        givesLogits: Bool
    ) throws(TrainingError) -> TrainingPlan {
        var builder = try TrainingPlanBuilder(
            graph, parts: parts, memory: memory, givesLogits: givesLogits)
        return builder.build()
    }

    private init(
        _ graph: ModelGraph, parts: TrainedParts, memory: TrainingPlan.Memory, givesLogits: Bool
    ) throws(TrainingError) {
        self.graph = graph
        self.parts = parts
        self.memory = memory
        let outline = try GraphOutline(graph, givesLogits: givesLogits)
        body = outline.body
        head = outline.head
        var producer: [Int: Int] = [:]
        var readers: [Int: Int] = [:]
        var carrying: Set<Int> = []
        for (index, operation) in body.enumerated() {
            producer[operation.output.index] = index
            for input in operation.inputs { readers[input.index, default: 0] += 1 }
            let carries = operation.inputs.contains { carrying.contains($0.index) }
            if carries || parts.trains(operation) { carrying.insert(operation.output.index) }
        }
        self.producer = producer
        self.readers = readers
        self.carrying = carrying
        kept = outline.kept(memory, parts: parts, carrying: carrying)
    }

    private mutating func build() -> TrainingPlan {
        for index in body.indices { forward(index) }
        let last = outputValue
        let result = instance(of: last)
        let backwardStart = steps.count
        var gradient: BufferID?
        let wantsGradient = carrying.contains(last.index)
        if wantsGradient { gradient = makeBuffer(graph.values[last.index].width) }
        switch head {
        case .logits:
            append(.loss(hidden: result, gradient: gradient), touching: [result, gradient])
        case .result:
            if let gradient {
                append(.receive(gradient: gradient), touching: [result, gradient])
            }
        }
        if let gradient {
            gradients[last.index] = gradient
            instances = instances.filter { kept.contains($0.key) }
            for index in body.indices.reversed() { backward(body[index]) }
        }
        return TrainingPlan(
            steps: steps, backwardStart: backwardStart, buffers: buffers,
            layout: BufferLayout(buffers), head: head, result: result, resultGradient: gradient)
    }

    /// The value that the head stands on.
    private var outputValue: ValueID {
        switch head {
        case .logits(_, let hidden): hidden
        case .result: body[body.count - 1].output
        }
    }

    private mutating func forward(_ index: Int) {
        let operation = body[index]
        let inputs = operation.inputs.map { instance(of: $0) }
        let sharesInput = operation.kind.overwritesInput && isLastUse(index)
        let output = sharesInput ? inputs[0] : makeBuffer(width(operation.output))
        compute(operation, inputs: inputs, output: output, sharesInput: sharesInput)
    }

    /// Whether an operation is the last on the way forward to read its first input, and going back
    /// does not either.
    private func isLastUse(_ index: Int) -> Bool {
        let value = body[index].inputs[0].index
        guard !kept.contains(value), body[index].inputs.count(where: { $0.index == value }) == 1
        else { return false }
        return !body[(index + 1)...].contains { $0.inputs.contains { $0.index == value } }
    }

    private mutating func compute(
        _ operation: Operation, inputs: [BufferID], output: BufferID, sharesInput: Bool
    ) {
        var auxiliary: BufferID?
        if let width = auxiliaryWidth(operation) {
            auxiliary = makeBuffer(width)
            auxiliaries[operation.output.index] = auxiliary
        }
        append(
            .compute(
                operation, inputs: inputs, output: output, auxiliary: auxiliary,
                sharesInput: sharesInput), touching: inputs + [output, auxiliary])
        instances[operation.output.index] = output
    }

    private func auxiliaryWidth(_ operation: Operation) -> Int? {
        guard carrying.contains(operation.output.index) else { return nil }
        return switch operation.kind {
        case .attend(let shape): shape.heads
        case .linear: parts.adapterRanks[operation.output.index]
        default: nil
        }
    }

    /// Where a value is; computed again where it was not kept.
    mutating func provide(_ value: ValueID) -> BufferID {
        if let buffer = instances[value.index] { return buffer }
        guard let index = producer[value.index] else {
            preconditionFailure("Value \(value.index) has no origin")
        }
        let operation = body[index]
        let inputs = operation.inputs.map { provide($0) }
        let output = makeBuffer(width(value))
        compute(operation, inputs: inputs, output: output, sharesInput: false)
        return output
    }

    func instance(of value: ValueID) -> BufferID {
        guard let buffer = instances[value.index] else {
            preconditionFailure("Value \(value.index) is read before it is written")
        }
        return buffer
    }

    func width(_ value: ValueID) -> Int { graph.values[value.index].width }

    mutating func makeBuffer(_ width: Int) -> BufferID {
        buffers.append(PlanBuffer(width: width, lifetime: steps.count...steps.count))
        return BufferID(index: buffers.count - 1)
    }

    mutating func append(_ step: TrainingStep, touching touched: [BufferID?]) {
        let now = steps.count
        steps.append(step)
        for buffer in touched {
            guard let buffer else { continue }
            let start = buffers[buffer.index].lifetime.lowerBound
            buffers[buffer.index].lifetime = start...now
        }
    }
}
