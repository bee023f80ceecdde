import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// What is piped into the program.
enum StandardInput {
    /// Whether something is piped in; nobody types it.
    static var isPiped: Bool { isatty(STDIN_FILENO) == 0 && errno != EBADF }

    /// All of it as text.
    ///
    /// - Throws: ``InputError`` where it is too long or no text.
    static func readAll(bytesMax: Int) throws -> String {
        let data = try FileHandle.standardInput.read(upToCount: bytesMax + 1) ?? Data()
        guard data.count <= bytesMax else { throw InputError.tooLong(limit: bytesMax) }
        guard let text = String(data: data, encoding: .utf8) else { throw InputError.notText }
        return text
    }
}
