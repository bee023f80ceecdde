import Crypto
import Foundation

/// SHA-256 of files, read in pieces.
public enum FileDigest {
    /// Bytes that are in memory at once.
    private static let chunkBytes = 4 << 20

    /// The digest of a whole file in lower-case hexadecimal.
    ///
    /// - Throws: ``CheckpointError/unreadable(path:reason:)``.
    public static func sha256(ofFile path: String) throws(CheckpointError) -> String {
        var hash = SHA256()
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            while let data = try handle.read(upToCount: chunkBytes), !data.isEmpty {
                hash.update(data: data)
            }
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        return hexadecimal(hash.finalize())
    }

    /// Bytes as lower-case hexadecimal.
    package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
