/// Vectors brought to length 1, so that dot products are cosines.
enum UnitVector {
    /// The vector of length 1 in the same direction.
    ///
    /// - Parameters:
    ///   - vector: of any length but zero.
    ///   - dimensions: how many numbers it must have.
    ///   - id: what it is to be kept as, for the error; nil for a question.
    /// - Returns: as many numbers.
    /// - Throws: ``VectorError`` for one of another length, or without a direction.
    static func of(
        _ vector: [Float], dimensions: Int, id: Int64?
    ) throws(VectorError) -> [Float] {
        guard vector.count == dimensions else {
            throw .wrongDimensions(expected: dimensions, got: vector.count)
        }
        var sum = 0.0
        for number in vector { sum += Double(number) * Double(number) }
        guard sum > 0, sum.isFinite else { throw .noDirection(id: id) }
        let factor = 1 / sum.squareRoot()
        return vector.map { Float(Double($0) * factor) }
    }
}
