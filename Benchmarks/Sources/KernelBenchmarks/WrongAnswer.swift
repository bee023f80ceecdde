import AikiTensor

/// A kernel that computes something else than the scalar one.
struct WrongAnswer: Error, CustomStringConvertible {
    let name: String
    let kind: CPUKind
    let difference: Double
    let tolerance: Double

    var description: String {
        "\(name): \(kind.rawValue) differs from scalar by \(difference) of the largest number; "
            + "\(tolerance) is allowed"
    }
}
