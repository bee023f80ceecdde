package import AikiModel

/// What adapters are trained, and how they begin.
///
/// W x becomes W x + scale · B (A x), with A (r, K) drawn evenly from ±√(1 / K), as PEFT does
/// (Kaiming with a = √5), and B zero, so that training begins at the base model (Hu 2021 §4.1).
package struct AdapterRecipe: Sendable, Equatable {
    /// r.
    package var rank: Int
    /// The scale is alpha / r; or alpha / √r with ``isRankStabilized``.
    package var alpha: Float
    /// rsLoRA (Kalajdzievski 2023 §3).
    package var isRankStabilized: Bool
    /// DoRA: rows are scaled to trained lengths after the adapter is added (Liu 2024 §4.1).
    package var trainsMagnitude: Bool
    /// The chance that a number of an adapter's input is left out.
    package var dropout: Float
    /// Which matrices, by the ends of their names in GGUF; empty for all inside layers.
    package var targets: [String]

    /// Describes adapters.
    package init(
        rank: Int, alpha: Float, isRankStabilized: Bool = false, trainsMagnitude: Bool = false,
        dropout: Float = 0, targets: [String] = []
    ) {
        self.rank = rank
        self.alpha = alpha
        self.isRankStabilized = isRankStabilized
        self.trainsMagnitude = trainsMagnitude
        self.dropout = dropout
        self.targets = targets
    }

    /// What B (A x) is multiplied by.
    package var scale: Float {
        isRankStabilized ? alpha / Float(rank).squareRoot() : alpha / Float(rank)
    }

    /// Whether every target names matrices of a graph.
    package func hasTargets(in graph: ModelGraph) -> Bool {
        guard rank >= 1, !operations(graph).isEmpty else { return false }
        return targets.allSatisfy { target in
            var one = self
            one.targets = [target]
            return !one.operations(graph).isEmpty
        }
    }

    /// The operations of a graph that get an adapter.
    func operations(_ graph: ModelGraph) -> [Operation] {
        graph.operations.filter { operation in
            guard case .linear = operation.kind else { return false }
            let name = graph.parameters[operation.parameters[0].index].name
            guard name.hasPrefix("blk.") else { return false }
            guard !targets.isEmpty else { return true }
            let part = name.split(separator: ".").dropFirst(2).first.map(String.init) ?? ""
            return targets.contains(part)
        }
    }
}
