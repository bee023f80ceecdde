import Foundation

/// Where test data is found.
enum Fixtures {
    /// `Tests/Fixtures`.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// A committed fixture.
    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// The folder of `AIKI_DATA`, nil where it is not set.
    static let data: String? = ProcessInfo.processInfo.environment["AIKI_DATA"]

    /// The model of `AIKI_BENCH_MODEL` that is measured, nil where it is not set.
    static let benchModel: String? = ProcessInfo.processInfo.environment["AIKI_BENCH_MODEL"]
}
