import AikiBase
import Foundation

/// Reads JSON files with a limit on their size.
enum JSONFile {
    /// Reads a file.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)`` also where the file is larger than
    ///   the limit; ``CheckpointError/malformed(path:offset:reason:)``.
    static func read(_ path: String, bytesMax: Int) throws(CheckpointError) -> JSONValue {
        let data = try bytes(path, bytesMax: bytesMax)
        do {
            return try JSONValue(parsing: data)
        } catch {
            guard case .malformed(let offset, let expected) = error else {
                throw .malformed(path: path, offset: 0, reason: error.message)
            }
            throw .malformed(path: path, offset: offset, reason: "expected \(expected)")
        }
    }

    /// Reads a file that need not exist.
    static func readIfPresent(
        _ path: String, bytesMax: Int
    ) throws(CheckpointError) -> JSONValue? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try read(path, bytesMax: bytesMax)
    }

    /// A file's bytes.
    static func bytes(_ path: String, bytesMax: Int) throws(CheckpointError) -> [UInt8] {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            guard size <= bytesMax else {
                throw CheckpointError.unreadable(
                    path: path, reason: "it has \(size) bytes, more than \(bytesMax)")
            }
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
