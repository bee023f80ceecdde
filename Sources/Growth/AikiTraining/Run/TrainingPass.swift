import AikiModel
package import AikiTensor
import Foundation

/// Runs a ``TrainingPlan``: loss and gradients of up to ``rowsMax`` tokens at a time.
///
/// It owns the memory of a pass, made once. Gradients are added to those in the model's store, so that
/// a step may consist of several passes. Whatever the count of threads, the same tokens give the same
/// bits.
package final class TrainingPass {
    /// The model and what of it is trained.
    package let trained: TrainedModel
    /// The most tokens of a pass.
    package let rowsMax: Int
    /// How matrices are multiplied.
    package let precision: ProductPrecision

    let plan: TrainingPlan
    let compute: Compute
    private let arena: UnsafeMutablePointer<Float>
    /// Rows rounded up, so that buffers begin on cache lines.
    private let rowStride: Int

    /// Rows of the pass that runs.
    var rows = 0
    var batch = TokenBatch()
    /// Factors of products, kept for their memory.
    let left = PackedFactor()
    let leftTransposed = PackedFactor()
    let leftSmall = PackedFactor()
    /// The right factor of a product: a weight, or what a weight's gradient is made of.
    let right = PackedFactor()
    let rightTransposed = PackedFactor()
    /// What ``left`` and ``rightTransposed`` hold, as long as the steps between leave it.
    var leftHolds: BufferID?
    var rightHolds: BufferID?
    let logits: LogitScratch
    /// Where logits need not stand in memory: rows at a time.
    let outputLoss = OutputLoss()
    let outputRows: Int
    /// (T, K): the hidden rows that have a target, where others have none.
    lazy var keptRows = FloatBlock(rowsMax * trained.model.configuration.width)
    var rotaryTables: [FloatBlock]
    /// (T, widest adapter) and (T, widest input), where adapters are trained.
    let adapterScratch: FloatBlock
    let dropoutScratch: FloatBlock
    /// Which numbers dropout leaves out: changes with every pass.
    package var dropoutSeed: UInt64 = 0
    /// Whether anything is left out at all: not where a model is only looked at.
    package var dropsOut = true
    /// What adapters that train lengths need besides.
    let magnitudes: MagnitudeFactors
    /// The matrices that stay as they are, where there is memory for them.
    let frozen: FrozenMatrices?

    /// Makes the memory for passes.
    ///
    /// - Parameters:
    ///   - trained: the model.
    ///   - rowsMax: the most tokens of a pass.
    ///   - precision: how matrices are multiplied.
    ///   - memory: what is kept on the way forward.
    ///   - givesLogits: whether the pass ends in logits and their loss; else see ``run(_:receive:)``.
    /// - Throws: ``TrainingError/notTrainable(operation:)``.
    package init(
        _ trained: TrainedModel, rowsMax: Int, precision: ProductPrecision = .bfloat16,
        memory: TrainingPlan.Memory = .keep, givesLogits: Bool = true
    ) throws(TrainingError) {
        precondition(rowsMax >= 1)
        self.trained = trained
        self.rowsMax = rowsMax
        self.precision = precision
        compute = trained.model.compute
        plan = try TrainingPlanBuilder.plan(
            trained.model.graph, parts: trained.parts, memory: memory, givesLogits: givesLogits)
        rowStride = (rowsMax + 15) / 16 * 16
        arena = ParameterStore.reserve(plan.layout.columns * rowStride)
        logits = LogitScratch(
            vocabulary: trained.model.configuration.vocabularySize, rowsMax: rowsMax)
        outputRows = min(
            rowsMax, OutputLoss.rows(vocabulary: trained.model.configuration.vocabularySize))
        rotaryTables = trained.model.graph.rotaries.map { FloatBlock(rowsMax * $0.rotated) }
        let ranks = trained.adapters.values.map { trained.store.arrays[$0.down].shape }
        adapterScratch = FloatBlock(rowsMax * (ranks.map { $0[0] }.max() ?? 0))
        let widest = ranks.map { $0[1] }.max() ?? 0
        magnitudes = MagnitudeFactors(trained, rowsMax: rowsMax)
        // Who has things computed again to save memory wants to save it here, too.
        frozen = memory == .recompute ? nil : FrozenMatrices(trained, precision)
        dropoutScratch = FloatBlock(trained.dropsOut ? rowsMax * widest : 0)
    }

    deinit { arena.deallocate() }

    /// Loss and gradients of a batch.
    ///
    /// - Parameters:
    ///   - batch: at most ``rowsMax`` tokens.
    ///   - gradientFactor: what gradients are multiplied by: one over the targets of the whole step.
    ///   - goesBack: false only foretells: no gradients.
    /// - Returns: the sum over the targets of −ln p(target).
    /// - Precondition: ids and positions lie inside the model's vocabulary and context.
    package func run(
        _ batch: TokenBatch, gradientFactor: Float, goesBack: Bool = true
    ) -> Double {
        begin(batch)
        var loss = 0.0
        for (index, step) in plan.steps.enumerated() {
            if index > plan.backwardStart, !goesBack { break }
            if case .loss(let hidden, let gradient) = step {
                loss = self.loss(
                    hidden, gradient: goesBack ? gradient : nil, factor: gradientFactor)
            } else {
                perform(step)
            }
        }
        return loss
    }

    /// A pass of a graph whose result is no logits: the caller makes a gradient of the result.
    ///
    /// - Parameters:
    ///   - batch: as above.
    ///   - receive: gets the result (T, W) and where its gradient goes (T, W), nil where nothing is
    ///     trained; returns the loss.
    /// - Returns: that loss.
    package func run(
        _ batch: TokenBatch,
        receive: (UnsafePointer<Float>, UnsafeMutablePointer<Float>?) -> Double
    ) -> Double {
        begin(batch)
        var loss = 0.0
        for step in plan.steps[..<plan.backwardStart] { perform(step) }
        loss = receive(UnsafePointer(pointer(plan.result)), plan.resultGradient.map(pointer))
        for step in plan.steps[plan.backwardStart...] { perform(step) }
        return loss
    }

    private func begin(_ batch: TokenBatch) {
        precondition(!batch.tokens.isEmpty && batch.tokens.count <= rowsMax)
        self.batch = batch
        rows = batch.tokens.count
        forgetFactors()
        magnitudes.update(compute)
        fillRotaryTables()
    }

    /// Buffers may change: what was packed of them no longer holds.
    func forgetFactors() {
        leftHolds = nil
        rightHolds = nil
    }

    /// Where a buffer begins.
    func pointer(_ buffer: BufferID) -> UnsafeMutablePointer<Float> {
        arena + plan.layout.offsets[buffer.index] * rowStride
    }

    /// Numbers of a buffer in this pass.
    func count(_ buffer: BufferID) -> Int { plan.buffers[buffer.index].width * rows }

    private func perform(_ step: TrainingStep) {
        switch step {
        case .compute(let operation, let inputs, let output, let auxiliary, let shares):
            forward(operation, inputs, output, auxiliary, sharesInput: shares)
        case .differentiate(let step): backward(step)
        case .clear(let buffer):
            inParts(count(buffer)) { first, count in
                (pointer(buffer) + first).update(repeating: 0, count: count)
            }
        case .copy(let source, let target):
            inParts(count(target)) { first, count in
                (pointer(target) + first).update(from: pointer(source) + first, count: count)
            }
        case .add(let source, let target):
            compute.add(
                pointer(target), pointer(source), count: count(target), into: pointer(target))
        case .loss, .receive: break
        }
    }

    /// Shares numbers out to the threads.
    private func inParts(_ count: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
        let length = 1 << 16
        compute.pool.run(tiles: (count + length - 1) / length) { tile in
            body(tile * length, min(length, count - tile * length))
        }
    }

    private func fillRotaryTables() {
        let longest = Int(batch.positions.max() ?? 0) + 1
        for (index, rotary) in trained.model.graph.rotaries.enumerated() {
            let isLong = rotary.isLong(capacity: longest)
            let frequencies = isLong ? rotary.longFrequencies ?? [] : rotary.frequencies
            frequencies.withUnsafeBufferPointer { frequencies in
                batch.positions.withUnsafeBufferPointer { positions in
                    guard let base = frequencies.baseAddress, let first = positions.baseAddress
                    else { return }
                    compute.rotaryTable(
                        tokens: rows, rotated: rotary.rotated, positions: first,
                        frequencies: base, magnitude: rotary.magnitude,
                        into: rotaryTables[index].base)
                }
            }
        }
    }
}
