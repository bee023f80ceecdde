public import AikiBase

/// What can go wrong with a file of exercises.
public enum ExerciseError: AikiError, Equatable {
    /// The file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// The file cannot be written.
    case unwritable(path: String, reason: String)
    /// A line is no exercise.
    case malformed(path: String, line: Int, problem: String)
    /// The file holds no exercise.
    case empty(path: String)
    /// The file holds more than is read.
    case tooLarge(path: String, limit: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "exercises.unreadable"
        case .unwritable: "exercises.unwritable"
        case .malformed: "exercises.malformed"
        case .empty: "exercises.empty"
        case .tooLarge: "exercises.too-large"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)."
        case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)."
        case .malformed(let path, let line, let problem):
            "Line \(line) of '\(path)' is no exercise: \(problem)."
        case .empty(let path): "'\(path)' holds no exercise."
        case .tooLarge(let path, let limit):
            "'\(path)' holds more than \(limit) bytes of exercises."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .unwritable: "Check that the folder is there, may be written and has space."
        case .malformed, .empty: "`aiki corpus exercises --split test` writes such files."
        case .tooLarge: "Split the file and take its parts one by one."
        }
    }
}
