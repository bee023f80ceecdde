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
        let temporary = file.path + ".\(UUID().uuidString).tmp"
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw HouseError.fileSystem(path: temporary, problem: "it cannot be made") }
        defer { unlink(temporary) }
        let summary = try await export.write(scope: scope, progress: progress) { line in
            try handle.write(contentsOf: line)
        }
        try handle.synchronize()
        try handle.close()
        guard rename(temporary, file.path) == 0 else {
            throw HouseError.fileSystem(
                path: file.path, problem: String(cString: strerror(errno)))
        }
        return summary
    }
}
