import AikiBase

/// A value for each assumption: one of the worlds that a plan is counted in.
struct Assumptions: Sendable, Equatable {
    private var values: [Double]

    /// The values of some estimates; what they leave out has its default.
    init(_ estimates: [Assumption: Estimate]) {
        values = Assumption.allCases.map { (estimates[$0] ?? $0.standard).value }
    }

    /// Draws a value for each assumption, in the order of the list, so that a seed repeats.
    init(drawing estimates: [Assumption: Estimate], _ random: inout SeededRandom) {
        values = []
        values.reserveCapacity(Assumption.allCases.count)
        for assumption in Assumption.allCases {
            values.append((estimates[assumption] ?? assumption.standard).draw(&random))
        }
    }

    /// The value of an assumption, in the unit of its key.
    subscript(assumption: Assumption) -> Double {
        get { values[assumption.rawValue] }
        set { values[assumption.rawValue] = newValue }
    }

    /// A percentage as a share.
    func share(_ assumption: Assumption) -> Double { self[assumption] / 100 }
}
