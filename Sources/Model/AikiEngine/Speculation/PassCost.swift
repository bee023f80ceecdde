/// What a row of a pass costs, learnt from the passes that were run.
///
/// Time is taken to be a line over rows: reading the weights, and computing with them for each row.
/// A weighted least-squares fit over recent passes; until they differ in rows, a usual machine's.
package struct PassCost {
    /// What a pass still counts for after the next.
    package static let fading = 0.97
    /// A pass that takes so many times the mean was held up by something else.
    package static let outlier = 4.0
    /// The cost of a second row as a share of the first, as long as nothing is known.
    package static let rowShareAtFirst = 0.1
    /// Bounds of that share: no row is free, none costs more than a pass.
    package static let rowShares = 0.01...1.0
    /// Prompt tokens of a pass that say something about the cost of one.
    private static let prefillTokensLeast = 8
    /// The variance of rows below which no line can be fitted.
    private static let varianceLeast = 0.25

    private var weight = 0.0
    private var rows = 0.0
    private var seconds = 0.0
    private var rowsSquared = 0.0
    private var rowsSeconds = 0.0
    private var draftSeconds = 0.0
    /// How long a token of a prompt takes beside answers; nil until it was seen.
    package private(set) var prefillSeconds: Double?

    /// Starts with what is usual.
    package init() {}

    /// Takes in a pass that only went on with answers.
    package mutating func learn(rows count: Int, seconds taken: Double) {
        guard taken > 0 else { return }
        let taken = weight > 0 ? min(taken, Self.outlier * seconds / weight) : taken
        let count = Double(count)
        weight = weight * Self.fading + 1
        rows = rows * Self.fading + count
        seconds = seconds * Self.fading + taken
        rowsSquared = rowsSquared * Self.fading + count * count
        rowsSeconds = rowsSeconds * Self.fading + count * taken
    }

    /// Takes in what the prompt tokens of a pass took.
    package mutating func learnPrefill(tokens: Int, seconds taken: Double) {
        guard tokens >= Self.prefillTokensLeast, taken > 0 else { return }
        let one = taken / Double(tokens)
        let known = prefillSeconds ?? one
        prefillSeconds = known + (min(one, Self.outlier * known) - known) * 0.2
    }

    /// How long a pass with some rows takes; 0 until it was seen.
    package func seconds(rows count: Int) -> Double {
        if let line { return line.base + line.slope * Double(count) }
        return weight > 0 ? seconds / weight : 0
    }

    /// Takes in a pass of the draft model.
    package mutating func learnDraft(seconds taken: Double) {
        draftSeconds += (taken - draftSeconds) * (draftSeconds == 0 ? 1 : 0.1)
    }

    /// The cost of a further row as a share of a pass with some rows.
    package func rowShare(rows count: Int) -> Double {
        guard let line else {
            let slope = Self.rowShareAtFirst
            return slope / (1 - slope + slope * Double(count))
        }
        let pass = line.base + line.slope * Double(count)
        let share = pass > 0 ? line.slope / pass : Self.rowShareAtFirst
        return min(max(share, Self.rowShares.lowerBound), Self.rowShares.upperBound)
    }

    /// The cost of a pass of the draft model as a share of a pass with some rows.
    package func draftShare(rows count: Int) -> Double {
        let pass = seconds(rows: count)
        guard draftSeconds > 0, pass > 0 else { return Self.rowShareAtFirst }
        return draftSeconds / pass
    }

    private var line: (base: Double, slope: Double)? {
        guard weight > 0 else { return nil }
        let mean = rows / weight
        let variance = rowsSquared / weight - mean * mean
        guard variance >= Self.varianceLeast else { return nil }
        let slope = max(0, (rowsSeconds / weight - mean * seconds / weight) / variance)
        return (max(0, seconds / weight - slope * mean), slope)
    }
}
