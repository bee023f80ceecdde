public import AikiBase

/// What can go wrong with an index of vectors.
public enum VectorError: AikiError, Equatable {
    /// A vector has another length than those of the index.
    case wrongDimensions(expected: Int, got: Int)
    /// A vector has no direction: all its numbers are zero, or one of them is not finite.
    case noDirection(id: Int64?)

    /// A stable name.
    public var code: String {
        switch self {
        case .wrongDimensions: "vectors.wrong-dimensions"
        case .noDirection: "vectors.no-direction"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .wrongDimensions(let expected, let got):
            "A vector of \(got) numbers does not belong in an index of vectors of \(expected)."
        case .noDirection(let id?):
            "The vector of \(id) has no direction: it is zero, or not all its numbers are finite."
        case .noDirection:
            "The vector searched for has no direction: it is zero, or not all its numbers are finite."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .wrongDimensions: "Use the embedding model that the index was made with."
        case .noDirection: "Check the embedding model: `aiki model check`."
        }
    }
}
