/// The computed state of some consecutive tokens: keys and values of all layers, as bytes.
///
/// In memory of its own, or a piece of a mapped snapshot. It never changes, so the engine and the
/// thread that writes snapshots share it freely.
package final class StateBlock: Sendable {
    /// The tokens whose state it is.
    package let tokens: [Int32]
    /// Bytes of the state.
    package let byteCount: Int
    /// The snapshot that holds the bytes, and where in it; nil where they are in memory.
    let piece: (file: SnapshotFile, index: Int)?
    // Safe to share: filled by the initialiser, only read from then on, freed by deinit.
    private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer?

    /// Copies a state into memory.
    package init(
        tokens: [Int32], byteCount: Int, fill: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
        fill(memory)
        self.tokens = tokens
        self.byteCount = byteCount
        self.memory = memory
        piece = nil
    }

    /// A piece of a snapshot.
    init(file: SnapshotFile, index: Int) {
        tokens = file.tokens(ofBlock: index)
        byteCount = tokens.count * file.header.bytesPerToken
        piece = (file, index)
        memory = nil
    }

    deinit {
        memory?.deallocate()
    }

    /// The state; nil where the snapshot is damaged.
    ///
    /// - Complexity: O(1) in memory; O(bytes) in a snapshot, whose checksum is looked at each time.
    package var bytes: UnsafeRawBufferPointer? {
        if let memory { return UnsafeRawBufferPointer(memory) }
        return piece.flatMap { $0.file.verifiedBlock($0.index) }
    }
}
