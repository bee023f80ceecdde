/// A sum of small regression trees, each grown on what those before it left over (Friedman 2001).
///
///     let trees = BoostedTrees.train(rows, targets: gains)
///     trees.value(row)
///
/// Every tree is complete and asks the same number of questions on every path, so it is three arrays and a
/// few comparisons.
///
/// - Complexity: O(trees · depth) a value.
package struct BoostedTrees: Sendable, Equatable {
    /// How trees are grown.
    package struct Training: Sendable {
        /// How many trees.
        package var trees = 150
        /// Questions on the way to a leaf.
        package var depth = 3
        /// How much of a leaf's mean is taken.
        package var step: Float = 0.05
        /// Rows that a leaf holds at least.
        package var rowsMin = 60
        /// Rows of value 0 that each leaf is taken to hold beside its own.
        package var ridge: Float = 20
        /// The share of features that each tree may ask about.
        package var featureShare = 0.5
        /// Where the choice of features comes from.
        package var seed: UInt64 = 1

        /// The defaults.
        package init() {}
    }

    /// Questions of a path.
    let depth: Int
    /// The mean of what was seen.
    let base: Float
    /// (trees, 2^depth − 1): which feature is asked about, from the root down.
    let features: [Int32]
    /// The same: a row goes right where its feature is above this.
    let thresholds: [Float]
    /// (trees, 2^depth).
    let leaves: [Float]

    /// No tree.
    static let none = BoostedTrees(depth: 1, base: 0, features: [], thresholds: [], leaves: [])

    /// The value of a row.
    package func value(_ row: [Float]) -> Float {
        let inner = (1 << depth) - 1
        var sum = base
        for tree in 0..<(leaves.count >> depth) {
            var node = 0
            for _ in 0..<depth {
                let place = tree * inner + node
                node = 2 * node + (row[Int(features[place])] > thresholds[place] ? 2 : 1)
            }
            sum += leaves[tree << depth + node - inner]
        }
        return sum
    }
}
