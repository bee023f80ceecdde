public import AikiBase
public import AikiMemory
public import Foundation

extension House {
    /// Writes everything that is remembered as JSON lines.
    ///
    /// - Parameters:
    ///   - file: where to; replaced in one step. Nil writes to standard output.
    ///   - scope: only conversations of one scope.
    ///   - progress: told how many conversations are written.
    /// - Returns: how much was written.
    /// - Throws: `StoreError`, ``HouseError/fileSystem(path:problem:)``.
    public func exportMemory(
        to file: URL?, scope: String? = nil, progress: ProgressHandler? = nil
    ) async throws -> MemoryExport.Summary {
        let export = MemoryExport(store: store)
        guard let file else {
            return try await export.write(scope: scope) { line in
                try FileHandle.standardOutput.write(contentsOf: line)
            }
        }
        func failing<Value>(_ body: () throws -> Value) throws(HouseError) -> Value {
            do {
                return try body()
            } catch {
                throw .fileSystem(path: file.path, problem: error.localizedDescription)
            }
        }
        let draft = try failing { try AtomicFile.Draft(of: file, permissions: 0o600) }
        defer { draft.abandon() }
        let handle = draft.handle
        let summary = try await export.write(scope: scope, progress: progress) { line in
            try handle.write(contentsOf: line)
        }
        try failing { try draft.publish() }
        return summary
    }
}
