import Dispatch
import Foundation
import Synchronization

/// The folder of prefix snapshots: computed states of beginnings that come again, kept on the disk so
/// that a new process need not compute them.
///
///     let folder = SnapshotFolder(path: "snapshots", bytesMax: 2 << 30)
///     let model = try await NativeLanguageModel.load(
///         path: "model.gguf", name: "tiny", configuration: configuration,
///         snapshots: PrefixSnapshots(folder: folder, modelVersion: sha256))
///
/// A snapshot holds what a model made of a text: whoever may read the folder can guess the text from
/// it. Folder and files are for their owner only. Files are written on a thread of their own, under
/// another name first; the one unused longest makes place where ``bytesMax`` would be exceeded.
/// Several processes may use one folder.
public final class SnapshotFolder: Sendable {
    /// Where it is.
    public let path: String
    /// The most bytes of all snapshots together.
    public let bytesMax: Int

    /// The most files of a folder.
    public static let filesMax = 256
    /// The most snapshots that wait to be written; one more is not made.
    package static let pendingMax = 2
    /// After so many snapshots that were never of use, a text must come twice to be kept: clients
    /// that begin every request with something new would else write to the disk with each.
    package static let uselessMax = 4
    /// How many texts are remembered for that.
    package static let seenMax = 256

    static let ending = ".kv"
    static let temporaryEnding = ".tmp"
    /// After this a file that is still being written belongs to a process that is no more.
    private static let temporarySecondsMax = 3600.0

    private struct State {
        var pending = 0
        var recent: [SnapshotFile] = []
        var seen: [UInt64] = []
        var failure: (any Error)?
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "aiki-snapshots", qos: .utility)

    /// A folder; it is made when the first snapshot is written.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - bytesMax: the most bytes of all snapshots together.
    public init(path: String, bytesMax: Int) {
        self.path = path
        self.bytesMax = bytesMax
    }

    /// Why the last snapshot could not be written; nil where it could.
    public var failure: (any Error)? { state.withLock { $0.failure } }

    /// Waits until everything that was to be written is.
    public func drain() async {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume() }
        }
    }

    /// The snapshots that one model may use.
    package func open(identity: String) -> [SnapshotFile] {
        files().compactMap { SnapshotFile(path: $0.path) }.filter { $0.header.identity == identity }
    }

    /// Whether a snapshot of a text is worth being made. Asking counts as having seen the text.
    ///
    /// - Parameters:
    ///   - key: stands for the text.
    ///   - bytes: about how large the snapshot is.
    /// - Returns: whether it should be saved.
    package func wants(key: UInt64, bytes: Int) -> Bool {
        state.withLock { state in
            guard bytes <= bytesMax, state.pending < Self.pendingMax else { return false }
            let useless = state.recent.count { !$0.wasUsed }
            if useless < Self.uselessMax || state.seen.contains(key) { return true }
            if state.seen.count == Self.seenMax { state.seen.removeFirst() }
            state.seen.append(key)
            return false
        }
    }

    /// Writes a snapshot in the background.
    ///
    /// - Parameters:
    ///   - header: what it holds.
    ///   - blocks: the state.
    ///   - then: told of the file once it is there; not called where it cannot be written.
    package func save(
        _ header: SnapshotHeader, blocks: [StateBlock],
        then: @escaping @Sendable (SnapshotFile) -> Void
    ) {
        state.withLock { $0.pending += 1 }
        queue.async { [self] in
            let result = Result { try write(header, blocks) }
            state.withLock { state in
                state.pending -= 1
                switch result {
                case .success(let file):
                    state.failure = nil
                    state.recent = state.recent.suffix(Self.uselessMax - 1) + [file]
                case .failure(let error): state.failure = error
                }
            }
            if case .success(let file) = result { then(file) }
        }
    }

    private func write(_ header: SnapshotHeader, _ blocks: [StateBlock]) throws -> SnapshotFile {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let name = String(Self.key(of: header), radix: 16)
        let file = "\(path)/\(name)\(Self.ending)"
        if let there = SnapshotFile(path: file), there.header.tokens == header.tokens,
            there.header.identity == header.identity
        {
            return there
        }
        makePlace(header.fileBytes, besides: file)
        try SnapshotFile.write(header, blocks: blocks, to: file)
        guard let written = SnapshotFile(path: file) else { throw POSIXError(.EIO) }
        return written
    }

    /// A number that stands for a snapshot's text.
    package static func key(of header: SnapshotHeader) -> UInt64 {
        let identity = Array(header.identity.utf8).withUnsafeBytes { StateChecksum.of($0) }
        let tokens = header.tokens.withUnsafeBytes { StateChecksum.of($0) }
        return [identity, tokens, header.adapterKey].withUnsafeBytes { StateChecksum.of($0) }
    }

    // MARK: What is there

    /// A file of the folder.
    private struct Entry {
        var path: String
        var bytes: Int
        var used: Date
    }

    /// The folder's snapshots, the one unused longest first.
    private func files() -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(Self.ending) }.compactMap { entry($0) }
            .sorted { ($0.used, $0.path) < ($1.used, $1.path) }
    }

    private func entry(_ name: String) -> Entry? {
        let file = "\(path)/\(name)"
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { return nil }
        return Entry(
            path: file, bytes: (attributes[.size] as? NSNumber)?.intValue ?? 0,
            used: attributes[.modificationDate] as? Date ?? .distantPast)
    }

    /// Removes damaged snapshots, what dead processes left, and the ones unused longest until there
    /// is room.
    private func makePlace(_ bytes: Int, besides kept: String) {
        var there: [Entry] = []
        for file in files() where file.path != kept {
            if SnapshotFile(path: file.path) == nil {
                unlink(file.path)
            } else {
                there.append(file)
            }
        }
        var total = there.reduce(0) { $0 + $1.bytes }
        for (index, file) in there.enumerated()
        where total + bytes > bytesMax || there.count - index >= Self.filesMax {
            unlink(file.path)
            total -= file.bytes
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasSuffix(Self.temporaryEnding) {
            guard let file = entry(name),
                file.used.timeIntervalSinceNow < -Self.temporarySecondsMax
            else { continue }
            unlink(file.path)
        }
    }

    /// Every snapshot, the one used last first.
    public func list() -> [SnapshotListing] {
        files().reversed().map { file in
            SnapshotListing(
                path: file.path, header: SnapshotFile(path: file.path)?.header,
                byteCount: Int64(file.bytes), usedSeconds: Int(file.used.timeIntervalSince1970))
        }
    }

    /// Removes snapshots; processes that have them mapped go on with them.
    ///
    /// - Parameter isUnwanted: which ones.
    /// - Returns: those that were removed.
    public func remove(where isUnwanted: (SnapshotListing) -> Bool) -> [SnapshotListing] {
        list().filter { isUnwanted($0) && unlink($0.path) == 0 }
    }
}
