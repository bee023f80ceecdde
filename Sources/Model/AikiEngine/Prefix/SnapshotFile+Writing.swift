#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import Foundation

extension SnapshotFile {
    /// Writes a snapshot: beside its place, then renamed, so that it is there whole or not at all.
    ///
    /// Nothing is synced to the disk: what a loss of power leaves of the file fails its checksums.
    ///
    /// - Parameters:
    ///   - header: what it holds; its checksums are computed here.
    ///   - blocks: the state, in order.
    ///   - path: the file; its folder must exist.
    /// - Throws: the system's error; a file that was there before is then as it was.
    package static func write(
        _ header: SnapshotHeader, blocks: [StateBlock], to path: String
    ) throws {
        precondition(blocks.count == header.blockCount, "\(blocks.count) blocks")
        var header = header
        header.blockChecksums = try blocks.map { block in
            guard let bytes = block.bytes else { throw POSIXError(.EIO) }
            return StateChecksum.of(bytes)
        }
        let temporary = "\(path).\(UUID().uuidString)\(SnapshotFolder.temporaryEnding)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw systemError() }
        do {
            defer { close(descriptor) }
            try header.encoded().withUnsafeBytes { try write($0, to: descriptor) }
            for block in blocks {
                guard let bytes = block.bytes else { throw POSIXError(.EIO) }
                try write(bytes, to: descriptor)
            }
            guard rename(temporary, path) == 0 else { throw systemError() }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            #if canImport(Darwin)
                let done = Darwin.write(descriptor, rest.baseAddress, rest.count)
            #else
                let done = Glibc.write(descriptor, rest.baseAddress, rest.count)
            #endif
            if done < 0, errno == EINTR { continue }
            guard done > 0 else { throw systemError() }
            rest = UnsafeRawBufferPointer(rebasing: rest[done...])
        }
    }

    private static func systemError() -> POSIXError {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}
