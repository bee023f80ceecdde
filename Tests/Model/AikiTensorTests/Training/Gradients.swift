/// Gradients in double, by differences.
enum Gradients {
    /// How far apart the two arguments of a difference are: the error of a central difference falls
    /// with the square, its rounding grows with the inverse.
    private static let step = 1e-5

    /// The gradient of a function of some numbers, by central differences.
    static func ofDifferences(
        _ x: [Double], _ function: (_ x: [Double]) -> Double
    ) -> [Double] {
        x.indices.map { index in
            var (more, less) = (x, x)
            more[index] += step
            less[index] -= step
            return (function(more) - function(less)) / (2 * step)
        }
    }

    /// The largest difference, relative to the root mean square of what is expected, or to a
    /// thousandth where that is nearly nothing.
    static func distance(_ numbers: [Float], _ expected: [Double]) -> Double {
        precondition(numbers.count == expected.count)
        let square = expected.map { $0 * $0 }.reduce(0, +) / Double(max(expected.count, 1))
        let scale = max(square.squareRoot(), 1e-3)
        return zip(numbers, expected).map { abs(Double($0) - $1) / scale }.max() ?? 0
    }

    /// The root mean square of the differences, relative to that of what is expected.
    static func noise(_ numbers: [Float], _ expected: [Double]) -> Double {
        precondition(numbers.count == expected.count)
        let square = expected.map { $0 * $0 }.reduce(0, +)
        let error = zip(numbers, expected).map { (Double($0) - $1) * (Double($0) - $1) }
        return (error.reduce(0, +) / max(square, 1e-6)).squareRoot()
    }

    static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).map { $0 * $1 }.reduce(0, +)
    }
}
