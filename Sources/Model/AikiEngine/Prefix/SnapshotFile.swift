#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import Synchronization

/// A snapshot on the disk, mapped into memory; its format is that of ``SnapshotHeader``.
///
/// The header was checked when the file was opened. Every block is checked whenever it is used, so a
/// file that is damaged later, or was never written to its end, is not believed. Pages are asked of
/// the system before they are touched, which tells of a file cut short or a failing disk by an error
/// and not by a signal that ends the process (on Linux; elsewhere the size is looked at again).
package final class SnapshotFile: Sendable {
    /// Where it is.
    package let path: String
    /// What it holds.
    package let header: SnapshotHeader

    private let descriptor: Int32
    // Safe to share: the mapping is read-only and stays as it is until deinit.
    private nonisolated(unsafe) let base: UnsafeRawPointer
    private let byteCount: Int
    private let used = Atomic<Bool>(false)

    /// Linux's number of the advice to read pages in now, and to say where that fails.
    private static let populateRead: Int32 = 22

    /// Opens a snapshot.
    ///
    /// - Returns: nil where the file cannot be read, or is damaged or of another version.
    package init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard let size = Self.size(descriptor),
            let fixed = Self.read(descriptor, SnapshotHeader.fixedBytes),
            let headerBytes = SnapshotHeader.byteCount(fixed, fileBytes: size),
            let bytes = Self.read(descriptor, headerBytes),
            let header = SnapshotHeader(bytes, fileBytes: size),
            let mapping = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0),
            mapping != MAP_FAILED
        else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.header = header
        self.descriptor = descriptor
        base = UnsafeRawPointer(mapping)
        byteCount = size
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
        close(descriptor)
    }

    /// How many blocks it has.
    package var blockCount: Int { header.blockCount }

    /// Whether the file has no name any more.
    package var isRemoved: Bool {
        var status = stat()
        return fstat(descriptor, &status) != 0 || status.st_nlink == 0
    }

    /// The tokens of a block.
    func tokens(ofBlock index: Int) -> [Int32] {
        let start = index * header.blockTokens
        return Array(header.tokens[start..<min(start + header.blockTokens, header.tokens.count)])
    }

    /// A block's bytes; nil where they are not those that were written.
    ///
    /// - Complexity: O(bytes).
    package func verifiedBlock(_ index: Int) -> UnsafeRawBufferPointer? {
        let start = header.headerBytes + index * header.blockTokens * header.bytesPerToken
        let count = tokens(ofBlock: index).count * header.bytesPerToken
        guard Self.size(descriptor) == byteCount, canRead(start..<start + count) else { return nil }
        let block = UnsafeRawBufferPointer(start: base + start, count: count)
        return StateChecksum.of(block) == header.blockChecksums[index] ? block : nil
    }

    /// Has the system bring pages in; false where it cannot.
    private func canRead(_ range: Range<Int>) -> Bool {
        #if os(Linux)
            let first = range.lowerBound / SnapshotHeader.pageBytes * SnapshotHeader.pageBytes
            let place = UnsafeMutableRawPointer(mutating: base + first)
            guard madvise(place, range.upperBound - first, Self.populateRead) != 0 else {
                return true
            }
            // Kernels before 5.14 do not know the advice.
            return errno == EINVAL
        #else
            return true
        #endif
    }

    /// Whether it was of use since it was opened.
    var wasUsed: Bool { used.load(ordering: .relaxed) }

    /// Notes that it was of use: the one unused longest makes place for others. Where the time cannot
    /// be written, it only goes sooner.
    func noteUse() {
        used.store(true, ordering: .relaxed)
        _ = futimens(descriptor, nil)
    }

    /// Removes a damaged file, if it is still the one under its name.
    func discard() {
        var mine = stat()
        var named = stat()
        guard fstat(descriptor, &mine) == 0, lstat(path, &named) == 0,
            mine.st_ino == named.st_ino, mine.st_dev == named.st_dev
        else { return }
        unlink(path)
    }

    private static func size(_ descriptor: Int32) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// The first bytes of a file; nil where it has fewer.
    private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count {
                let more = pread(
                    descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(done))
                if more < 0, errno == EINTR { continue }
                guard more > 0 else { break }
                done += more
            }
            initialized = done
        }
        return done == count ? bytes : nil
    }
}
