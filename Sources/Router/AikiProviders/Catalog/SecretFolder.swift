import AikiBase
package import Foundation

/// Keys, a file each, that only their owner can read.
package struct SecretFolder: Sendable {
    package let folder: URL

    /// Keys in a folder, which may not be there yet.
    package init(folder: URL) { self.folder = folder }

    private func file(_ name: String) -> URL { folder.appending(path: name) }

    /// Where the key of a name is kept.
    func path(of name: String) -> String { file(name).path }

    /// The key of a name; nil where there is none.
    ///
    /// - Throws: ``ProviderError/unusableFile(path:problem:)`` where others could read it, or it holds
    ///   no key.
    package func key(_ name: String) throws -> ProviderKey? {
        let file = file(name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            throw ProviderError.unusableFile(
                path: file.path,
                problem: "others can read it (mode \(String(mode & 0o777, radix: 8)), not 600)")
        }
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        let data = try handle.read(upToCount: ProviderKey.lengthMax + 2) ?? Data()
        let text = String(decoding: data, as: UTF8.self)
        guard let key = ProviderKey(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ProviderError.unusableFile(path: file.path, problem: "it must hold one key")
        }
        return key
    }

    /// Keeps a key.
    func keep(_ key: ProviderKey, _ name: String) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try AtomicFile.write(Data((key.value + "\n").utf8), to: file(name), permissions: 0o600)
    }

    /// Removes a key, where there is one.
    func remove(_ name: String) throws {
        guard FileManager.default.fileExists(atPath: file(name).path) else { return }
        try FileManager.default.removeItem(at: file(name))
    }
}
