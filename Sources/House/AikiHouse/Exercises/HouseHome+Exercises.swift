public import AikiBase
public import AikiExercises
import AikiMind
import Foundation

/// Which exercises are to be written, and where.
public struct ExerciseOrder: Sendable {
    /// The most exercises of a file.
    public static let countMax = 100_000_000

    /// How many.
    public var count: Int
    /// The index of the first: parts of one set can be made apart.
    public var first = 0
    /// What all of them follow from.
    public var seed: UInt64 = 1
    /// The side of the split.
    public var split = ExerciseSplit.train
    /// What they teach.
    public var course = ExerciseCourse.conversations
    /// The file to write.
    public var file: String
    /// Whether the one who speaks is the house's own identity, and not the one that comes with the
    /// program.
    public var usesOwnIdentity = false

    /// Describes an order.
    public init(count: Int, file: String) {
        self.count = count
        self.file = file
    }
}

extension HouseHome {
    /// Writes exercises.
    ///
    /// - Parameters:
    ///   - order: which, and where.
    ///   - progress: told how many are written.
    /// - Returns: bytes of the file.
    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``, `ExerciseError`,
    ///   `MindError` where the identity cannot be read; `CancellationError`.
    @discardableResult
    public func writeExercises(
        _ order: ExerciseOrder, progress: ProgressHandler?
    ) throws -> Int64 {
        for (name, value) in [("count", order.count), ("first", order.first)] {
            guard (0...ExerciseOrder.countMax).contains(value) else {
                throw HouseError.invalidSetting(
                    name: name, value: "\(value)", place: "The command",
                    expected: "from 0 to \(ExerciseOrder.countMax)")
            }
        }
        let identity =
            order.usesOwnIdentity
            ? try Identity.load(from: identityFile)
            : try Identity(parsing: Identity.defaultFileText)
        let generator = ExerciseGenerator(
            identity: identity, split: order.split, seed: order.seed,
            course: order.course)
        let url = URL(filePath: order.file)
        try ExerciseFile.write(
            generator, order.first..<order.first + order.count, to: url, progress: progress)
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
}
