import Foundation

/// How much of a file the system holds in memory.
enum FileResidence {
    /// Asks the system to let go of a file's pages, so that the next reading comes from the disk.
    /// Only a request: pages that somebody has mapped stay. Does nothing but on Linux.
    static func evict(_ path: String) {
        #if os(Linux)
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return }
            defer { close(file) }
            _ = posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        #endif
    }

    /// The share, 0 ... 1, of a file's pages that are in memory; nil where the system does not say.
    static func share(_ path: String) -> Double? {
        #if os(Linux)
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            let length = Int(lseek(file, 0, SEEK_END))
            guard length > 0, let map = mmap(nil, length, PROT_READ, MAP_SHARED, file, 0),
                map != MAP_FAILED
            else { return nil }
            defer { munmap(map, length) }
            let page = Int(sysconf(Int32(_SC_PAGESIZE)))
            var flags = [UInt8](repeating: 0, count: (length + page - 1) / page)
            guard mincore(map, length, &flags) == 0 else { return nil }
            return Double(flags.count { $0 & 1 != 0 }) / Double(flags.count)
        #else
            return nil
        #endif
    }
}
