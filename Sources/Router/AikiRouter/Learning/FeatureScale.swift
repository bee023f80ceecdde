/// Brings what questions look like to one scale, so that looks and meaning can be compared together.
struct FeatureScale: Sendable, Equatable {
    /// How much looks count beside meaning.
    static let share: Float = 0.1
    /// What is further from the mean than this many deviations is taken to be that far.
    static let deviationsMax: Float = 3

    /// (features).
    let means: [Float]
    /// (features); 0 for one that is always the same.
    let factors: [Float]

    init(means: [Float], factors: [Float]) {
        self.means = means
        self.factors = factors
    }

    /// Learns the scale.
    ///
    /// - Precondition: there is a row.
    init(_ rows: [[Float]]) {
        let count = Double(rows.count)
        var means: [Float] = []
        var factors: [Float] = []
        for feature in rows[0].indices {
            let mean = rows.reduce(0.0) { $0 + Double($1[feature]) } / count
            let square = rows.reduce(0.0) {
                $0 + (Double($1[feature]) - mean) * (Double($1[feature]) - mean)
            }
            let deviation = (square / count).squareRoot()
            means.append(Float(mean))
            factors.append(deviation > 1e-6 ? Float(1 / deviation) : 0)
        }
        self.means = means
        self.factors = factors
    }

    /// Where a question stands: its vector, then its looks; of unit length.
    func place(_ features: [Float], _ vector: [Float]) -> [Float] {
        var place = vector
        for (index, value) in features.enumerated() {
            let scaled = (value - means[index]) * factors[index]
            place.append(Self.share * max(-Self.deviationsMax, min(Self.deviationsMax, scaled)))
        }
        let length = place.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? place.map { $0 / length } : place
    }
}
