package import AikiBase
import AikiCheckpoint
import AikiTensor
package import Foundation

/// What a run needs to go on to the bit: parameters, moments, and where it was.
///
/// One safetensors file a checkpoint, `checkpoint-00000200.safetensors`, with the tensors `values`,
/// `first_moments` and `second_moments` (all f32, as long as the store) and the run's position as JSON
/// in `__metadata__`. It appears when it is whole and on the disk; the one before stays until then.
package struct TrainingCheckpoints: Sendable {
    /// The run's folder.
    package let folder: URL
    /// How many of the newest stay.
    private static let keptCount = 2
    private static let prefix = "checkpoint-"
    private static let suffix = ".safetensors"
    private static let names = ["values", "first_moments", "second_moments"]

    /// Looks after a folder, which exists.
    package init(folder: URL) {
        self.folder = folder
    }

    /// The checkpoints there are, oldest first.
    package func steps() -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
            return Int(name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count))
        }.sorted()
    }

    private func path(_ step: Int) -> String {
        let digits = String(step)
        let zeros = String(repeating: "0", count: max(0, 8 - digits.count))
        return folder.appending(path: Self.prefix + zeros + digits + Self.suffix).path
    }

    /// Saves a run.
    ///
    /// - Parameters:
    ///   - session: the run.
    ///   - identity: what tells the run from others; compared when it is taken up again.
    /// - Throws: `CheckpointError` where the disk does not take it; older checkpoints are untouched.
    package func save(_ session: TrainingSession, identity: JSONValue) throws {
        let store = session.trained.store
        let position: JSONValue = [
            "step": .integer(Int64(session.stepsDone)),
            "tokens": .integer(Int64(session.tokensDone)), "cursor": session.cursor.json,
            "identity": identity,
        ]
        var writer = try SafetensorsWriter(
            path: path(session.stepsDone),
            tensors: Self.names.map { .init(name: $0, type: .float32, shape: [store.count]) },
            metadata: ["position": position.encoded()])
        for block in [
            store.values, session.optimizer.firstMoments, session.optimizer.secondMoments,
        ] {
            try writer.append(
                UnsafeRawBufferPointer(UnsafeBufferPointer(start: block, count: store.count)))
        }
        try writer.finish()
        for old in steps().dropLast(Self.keptCount) {
            try? FileManager.default.removeItem(atPath: path(old))
        }
    }

    /// Takes a run up from its newest checkpoint that can be read.
    ///
    /// - Returns: the step it goes on after; nil where there is no checkpoint.
    /// - Throws: ``TrainingError/checkpointDiffers(path:what:)`` where it is another run's.
    package func resume(_ session: TrainingSession, identity: JSONValue) throws -> Int? {
        for step in steps().reversed() {
            guard let file = try? SafetensorsFile(path: path(step)) else { continue }
            try load(file, path: path(step), into: session, identity: identity)
            return session.stepsDone
        }
        return nil
    }

    private func load(
        _ file: SafetensorsFile, path: String, into session: TrainingSession, identity: JSONValue
    ) throws {
        guard let text = file.metadata["position"],
            let object = try? JSONValue(parsing: text).object,
            let steps = object["step"]?.wholeNumber, let tokens = object["tokens"]?.wholeNumber,
            let cursor = DataCursor(object["cursor"])
        else { throw TrainingError.checkpointDiffers(path: path, what: "program") }
        if let what = Self.difference(object["identity"], identity) {
            throw TrainingError.checkpointDiffers(path: path, what: what)
        }
        let store = session.trained.store
        let targets = [
            store.values, session.optimizer.firstMoments, session.optimizer.secondMoments,
        ]
        for (name, target) in zip(Self.names, targets) {
            let numbers = try file.tensor(name).floats()
            guard numbers.count == store.count else {
                throw TrainingError.checkpointDiffers(path: path, what: "model")
            }
            target.update(from: numbers, count: numbers.count)
        }
        session.resume(stepsDone: steps, tokensDone: tokens, cursor: cursor)
    }

    /// The first key in which two runs differ.
    private static func difference(_ found: JSONValue?, _ wanted: JSONValue) -> String? {
        guard let found = found?.object, let wanted = wanted.object else { return "kind" }
        let keys = Set(found.pairs.map(\.0)).union(wanted.pairs.map(\.0))
        return keys.sorted().first { found[$0] != wanted[$0] }
    }
}
