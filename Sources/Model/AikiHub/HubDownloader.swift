public import AikiBase
public import Foundation

/// Fetches models from a hub: lists, chooses, resumes, verifies.
///
///     let downloader = HubDownloader(HubConfiguration(token: token))
///     let reference = try HubReference("hf.co/org/model-GGUF:Q4_K_M")
///     let download = try await downloader.download(reference, to: folder, progress: nil)
///
/// A file is there under its name only when its size and hash are right; what was fetched of it
/// before a failure is kept as `.part` and continued next time.
public struct HubDownloader: Sendable {
    /// What was fetched.
    public struct Download: Sendable, Equatable {
        /// Files on disk; the first is the one to open of a GGUF model.
        public let paths: [String]
        /// The folder to import, where the repository holds safetensors; nil for GGUF.
        public let importFolder: String?
        /// What the repository holds of them.
        public let files: [HubFile]
    }

    /// Bytes that stay free on the disk.
    public static let spareBytes = 64 << 20

    private let configuration: HubConfiguration

    /// Prepares a downloader; nothing is sent yet.
    public init(_ configuration: HubConfiguration) {
        self.configuration = configuration
    }

    /// All files of a repository.
    ///
    /// - Throws: ``HubError``, or `CancellationError`.
    public func files(of reference: HubReference) async throws -> [HubFile] {
        try await HubSession.run(configuration) { try await $0.list(reference) }
    }

    /// Fetches a model.
    ///
    /// - Parameters:
    ///   - reference: which one; without a quantisation, Q4_K_M or the next best.
    ///   - folder: where its files go; made if needed.
    ///   - progress: told in bytes over all files.
    /// - Returns: where the files are.
    /// - Throws: ``HubError``, `CheckpointError` where a file cannot be read back, or
    ///   `CancellationError`.
    public func download(
        _ reference: HubReference, to folder: URL, progress: ProgressHandler? = nil
    ) async throws -> Download {
        try await HubSession.run(configuration) { session in
            let selection = try HubSelection(try await session.list(reference), reference)
            for file in selection.files where !file.isPlainPath {
                throw HubError.malformedListing(
                    url: configuration.baseURL, reason: "\(file.path) is no plain path")
            }
            try checkSpace(selection.files, folder)
            let total = selection.files.reduce(Int64(0)) { $0 + Int64($1.byteCount) }
            var done: Int64 = 0
            var paths: [String] = []
            for file in selection.files {
                let target = folder.appending(path: file.path)
                try await session.fetch(file, of: reference, to: target) { count in
                    progress?(
                        WorkProgress(
                            label: "fetching \(file.path)", done: done + Int64(count), total: total,
                            unit: .bytes))
                }
                done += Int64(file.byteCount)
                paths.append(target.path)
            }
            return Download(
                paths: paths, importFolder: selection.kind == .safetensors ? folder.path : nil,
                files: selection.files)
        }
    }

    /// Refuses to begin what cannot end; bytes that are here already count.
    private func checkSpace(_ files: [HubFile], _ folder: URL) throws(HubError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder.path, reason: error.localizedDescription)
        }
        var needed = Self.spareBytes
        for file in files {
            let target = folder.appending(path: file.path)
            let here = [target, target.appendingPathExtension("part")].map { url in
                let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
                return (attributes?[.size] as? NSNumber)?.intValue ?? 0
            }
            let (sum, overflow) = needed.addingReportingOverflow(
                max(0, file.byteCount - (here.max() ?? 0)))
            needed = overflow ? .max : sum
        }
        guard let available = configuration.availableBytes(folder), available < needed else {
            return
        }
        throw .insufficientSpace(needed: needed, available: available, path: folder.path)
    }
}
