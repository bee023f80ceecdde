#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import Foundation

/// Keeps a second process out of a folder; the system lets go of it when a process ends.
struct FolderLock {
    private let descriptor: Int32

    /// Takes the folder.
    init(_ folder: URL) throws(CorpusError) {
        descriptor = open(folder.appending(path: "lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .unwritable(path: folder.path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .locked(folder: folder.path)
        }
    }

    /// Lets go of it.
    func release() { close(descriptor) }
}
