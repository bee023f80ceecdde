import AikiBase
import AikiCheckpoint
import Foundation

/// Files that `Tools/reference/checkpoints.py` makes, and scratch folders.
enum Fixtures {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/checkpoints")

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    static func golden() throws -> JSONValue { try JSONValue(parsing: bytes("golden.json")) }

    /// Data that is not part of the project; nil where nobody gave its folder.
    static let dataFolder = ProcessInfo.processInfo.environment["AIKI_DATA"]
        .map { URL(filePath: $0) }

    /// Runs a body with a folder of its own, which goes afterwards.
    static func withScratch<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-checkpoint-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

/// Sums that tell numbers in a wrong order; as `digest` of the reference script.
struct Digest {
    let weighted: Double
    let squares: Double

    init(_ values: some Collection<Float>) {
        var weighted = 0.0
        var squares = 0.0
        for (index, value) in values.enumerated() {
            weighted += Double(value) * Double(index % 251 + 1) / 251
            squares += Double(value) * Double(value)
        }
        self.weighted = weighted
        self.squares = squares
    }

    func matches(_ expected: JSONValue?, tolerance: Double = 1e-5) -> Bool {
        guard let sum = expected?["weighted"]?.real, let square = expected?["squares"]?.real else {
            return false
        }
        let scale = max(1, square)
        return abs(weighted - sum) <= tolerance * scale
            && abs(squares - square) <= tolerance * scale
    }
}
