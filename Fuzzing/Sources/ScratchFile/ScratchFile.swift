public import Foundation

/// A file in memory (where the system has such a folder) that holds one input at a time.
public enum ScratchFile {
    private static let folder =
        FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()

    /// Writes the input and hands out its path.
    public static func write(_ data: UnsafeRawBufferPointer, ending: String) -> String {
        let path = "\(folder)/aiki-fuzz-\(ProcessInfo.processInfo.processIdentifier)\(ending)"
        let file = fopen(path, "wb")
        if let file {
            fwrite(data.baseAddress, 1, data.count, file)
            fclose(file)
        }
        return path
    }
}
