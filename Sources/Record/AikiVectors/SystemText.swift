#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The system's words.
enum SystemText {
    /// What the last call that failed says.
    static var lastError: String { String(cString: strerror(errno)) }
}
