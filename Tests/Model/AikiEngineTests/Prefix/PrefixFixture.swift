import AikiBase
import AikiEngine
import Foundation

/// States that show whose they are: the state of a token is the token, four bytes.
enum PrefixFixture {
    static let bytesPerToken = 4

    /// Fills a block with the state of a text's tokens.
    static func fill(
        _ text: [Int32]
    ) -> (Range<Int>, UnsafeMutableRawBufferPointer) -> Void {
        { range, target in text[range].withUnsafeBytes { target.copyMemory(from: $0) } }
    }

    /// What a store gives back for a text.
    static func restored(
        _ store: PrefixStore, _ text: [Int32], adapterKey: UInt64 = 0, from start: Int = 0
    ) throws -> [Int32] {
        var tokens = Array(text[..<start])
        let end = try store.restore(text[...], adapterKey: adapterKey, from: start) {
            rows, blockTokens, block in
            precondition(block.count == blockTokens * bytesPerToken)
            tokens += rows.map {
                block.loadUnaligned(fromByteOffset: $0 * bytesPerToken, as: Int32.self)
            }
        }
        precondition(end == tokens.count)
        return tokens
    }

    /// A header for a text.
    static func header(
        _ text: [Int32], identity: String = "identity", name: String = "tiny",
        adapterKey: UInt64 = 0
    ) -> SnapshotHeader {
        SnapshotHeader(
            identity: identity, modelName: name, adapterKey: adapterKey, tokens: text,
            blockTokens: PrefixStore.blockTokens, bytesPerToken: bytesPerToken,
            createdSeconds: 1_700_000_000, blockChecksums: [])
    }

    /// The blocks of a text.
    static func blocks(_ text: [Int32]) -> [StateBlock] {
        PrefixStore(bytesPerToken: bytesPerToken, bytesMax: 0)
            .blocks(text[...], adapterKey: 0, fill: fill(text))
    }

    /// Runs with a folder that is gone afterwards.
    static func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-prefix-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder.path)
    }

    /// A text without a pattern.
    static func text(_ count: Int, seed: UInt64 = 1) -> [Int32] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in Int32.random(in: 0..<250, using: &random) }
    }
}
