#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Tells whether a file is still the one that was read: a look at it takes a microsecond, so that it
/// can be taken for every call.
package struct FileMark: Sendable, Equatable {
    private let node: UInt64
    private let size: Int64
    private let mode: UInt32
    private let seconds: Int64
    private let nanoseconds: Int64

    /// A file as it is now; nil where there is none.
    package init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        node = UInt64(status.st_ino)
        size = Int64(status.st_size)
        mode = UInt32(status.st_mode)
        #if canImport(Darwin)
            seconds = Int64(status.st_mtimespec.tv_sec)
            nanoseconds = Int64(status.st_mtimespec.tv_nsec)
        #else
            seconds = Int64(status.st_mtim.tv_sec)
            nanoseconds = Int64(status.st_mtim.tv_nsec)
        #endif
    }
}
