import AikiHouse
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
        try text(
            in: FileHandle.standardInput.read(upToCount: bytesMax + 1) ?? Data(), bytesMax: bytesMax
        )
    }

    /// A file as text where one is named, else all that is piped in.
    ///
    /// - Throws: ``InputError`` where it is too long or no text; where there is no such file.
    static func text(orOf file: String?, bytesMax: Int) throws -> String {
        guard let file else { return try readAll(bytesMax: bytesMax) }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw HouseError.pathNotFound(path: file)
        }
        defer { try? handle.close() }
        return try text(in: handle.read(upToCount: bytesMax + 1) ?? Data(), bytesMax: bytesMax)
    }

    private static func text(in data: Data, bytesMax: Int) throws(InputError) -> String {
        guard data.count <= bytesMax else { throw .tooLong(limit: bytesMax) }
        guard let text = String(data: data, encoding: .utf8) else { throw .notText }
        return text
    }
}
