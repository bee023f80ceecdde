package import AikiTensor

/// Moves the numbers of a store along their gradients.
///
/// `firstMoments` and `secondMoments` lie as the store's numbers do; together with the count of steps
/// they are all that a checkpoint needs to go on to the bit.
package final class Optimizer {
    /// The rule and its numbers.
    package let recipe: OptimizerRecipe
    /// Means of gradients: AdamW's, or Muon's momentum.
    package let firstMoments: UnsafeMutablePointer<Float>
    /// AdamW's means of squares.
    package let secondMoments: UnsafeMutablePointer<Float>
    /// Steps taken.
    package var stepsDone = 0

    private let store: ParameterStore
    private let compute: Compute
    private let muonUpdate: FloatBlock
    private let muonMemory = Orthogonalisation()

    /// Starts without momentum.
    package init(_ recipe: OptimizerRecipe, store: ParameterStore, compute: Compute) {
        self.recipe = recipe
        self.store = store
        self.compute = compute
        firstMoments = ParameterStore.allocate(store.count)
        secondMoments = ParameterStore.allocate(store.count)
        let largest = store.arrays.filter { Self.isMuons($0, recipe) }.map(\.count).max() ?? 0
        muonUpdate = FloatBlock(largest)
    }

    deinit {
        firstMoments.deallocate()
        secondMoments.deallocate()
    }

    private static func isMuons(_ array: TrainedArray, _ recipe: OptimizerRecipe) -> Bool {
        recipe.rule == .muon && array.kind == .matrix
    }

    /// The length of all gradients together.
    package func gradientNorm() -> Double {
        compute.squaredNorm(store.gradients, count: store.count).squareRoot()
    }

    /// One step.
    ///
    /// - Parameters:
    ///   - rateFactor: the schedule's factor.
    ///   - gradientNorm: from ``gradientNorm()``; finite.
    package func step(rateFactor: Double, gradientNorm: Double) {
        stepsDone += 1
        var gradientFactor = 1.0
        if let most = recipe.gradientNormMax, gradientNorm > most {
            gradientFactor = most / gradientNorm
        }
        for index in store.arrays.indices {
            if Self.isMuons(store.arrays[index], recipe) {
                muon(index, rateFactor: rateFactor, gradientFactor: gradientFactor)
            } else {
                adamW(index, rateFactor: rateFactor, gradientFactor: gradientFactor)
            }
        }
    }

    private func adamW(_ index: Int, rateFactor: Double, gradientFactor: Double) {
        let array = store.arrays[index]
        let decays = array.kind == .matrix || array.kind == .adapterDown || array.kind == .adapterUp
        let step = AdamWStep(
            learningRate: Float(recipe.learningRate * rateFactor), beta1: Float(recipe.beta1),
            beta2: Float(recipe.beta2), epsilon: Float(recipe.epsilon),
            weightDecay: decays ? Float(recipe.weightDecay) : 0,
            gradientFactor: Float(gradientFactor), step: stepsDone)
        compute.adamW(
            step, parameters: store.values(index), gradients: store.gradients(index),
            firstMoments: firstMoments + array.offset, secondMoments: secondMoments + array.offset,
            count: array.count)
    }

    /// m = μ m + g, and the update g + μ m (Nesterov) is made orthogonal; matrices with more rows than
    /// columns move further, by √(rows / columns), so that outputs change alike.
    private func muon(_ index: Int, rateFactor: Double, gradientFactor: Double) {
        let array = store.arrays[index]
        let (rows, columns, count) = (array.shape[0], array.shape[1], array.count)
        let momentum = firstMoments + array.offset
        let update = muonUpdate.base
        compute.scale(
            store.gradients(index), by: Float(gradientFactor), count: count, into: update)
        compute.scale(momentum, by: Float(recipe.momentum), count: count, into: momentum)
        compute.addScaled(update, by: 1, count: count, into: momentum)
        compute.addScaled(momentum, by: Float(recipe.momentum), count: count, into: update)
        compute.orthogonalise(update, rows: rows, columns: columns, memory: muonMemory)
        let rate = recipe.matrixLearningRate * rateFactor
        let values = store.values(index)
        if recipe.weightDecay > 0 {
            compute.scale(
                values, by: Float(1 - rate * recipe.weightDecay), count: count, into: values)
        }
        let shape = max(1, Double(rows) / Double(columns)).squareRoot()
        compute.addScaled(update, by: Float(-rate * shape), count: count, into: values)
    }
}
