public import AikiBase
public import AikiMemory
import AikiStore
import Foundation

extension House {
    /// What was understood of what was said.
    public var facts: FactLog { FactLog(store: store) }

    /// Reads turns that were recorded before anybody read them.
    ///
    /// - Returns: how many there were.
    /// - Throws: `StoreError`.
    public func readPendingTurns(progress: ProgressHandler? = nil) async throws -> Int {
        try await MemoryWriter(facts: facts, clock: clock).writePending(progress: progress)
    }
}

/// Judges the write gate on labelled turns, in a store of its own that is thrown away.
public enum GateTrial {
    /// When the labelled turns count as said: the middle of November 2025.
    private static let time = Date(timeIntervalSince1970: 1_763_200_000)

    /// Reads files of labelled turns, or every such file of a folder.
    ///
    /// - Parameters:
    ///   - path: a file of JSON lines, or a folder of files `….jsonl`.
    ///   - progress: told how many turns are read.
    /// - Returns: how many were kept and should have been.
    /// - Throws: ``HouseError/pathNotFound(path:)``, ``HouseError/unreadableFile(path:problem:)``,
    ///   `StoreError`.
    public static func run(
        _ path: String, progress: ProgressHandler? = nil
    ) async throws -> GateReport {
        let cases = try files(path, ending: ".jsonl").flatMap(cases)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "aiki-gate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(
            path: folder.appending(path: "gate.sqlite").path,
            schemas: [ConversationLog.schema, FactLog.schema])
        let report = try await GateEvaluation(store: store, time: time)
            .run(cases, progress: progress)
        try store.close()
        return report
    }

    /// A file, or every file of a folder whose name ends so, sorted.
    static func files(_ path: String, ending: String) throws -> [URL] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw HouseError.pathNotFound(path: path)
        }
        guard isFolder.boolValue else { return [URL(filePath: path)] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        let files = names.filter { $0.hasSuffix(ending) }.sorted()
        guard !files.isEmpty else {
            throw HouseError.unreadableFile(path: path, problem: "it holds no file …\(ending)")
        }
        return files.map { URL(filePath: path).appending(path: $0) }
    }

    private static func cases(_ file: URL) throws -> [GateCase] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return try text.split(whereSeparator: \.endsLine).enumerated().map { number, line in
            do {
                return try GateCase(line: String(line))
            } catch let error as any AikiError {
                throw HouseError.unreadableFile(
                    path: file.path, problem: "line \(number + 1): \(error.message)")
            }
        }
    }
}
