import CAikiKernels

/// A weight as the panels that prompts are multiplied by, made once.
///
/// Unpacking a weight takes as long as multiplying some thirty tokens by it: a model that reads many short
/// texts, one at a time, spends most of its time there. The panels take about as much memory as the
/// weight does.
public final class PackedWeight: Sendable {
    private let storage: TensorStorage
    /// Bytes of the panels of as many rows as a panel has.
    let stripBytes: Int

    /// Bytes of memory.
    public var byteCount: Int { storage.bytes.count }

    init(strips: Int, stripBytes: Int) {
        storage = TensorStorage(byteCount: strips * stripBytes)
        self.stripBytes = stripBytes
    }

    /// The panels of some rows; nil where there are none.
    func strip(_ index: Int) -> UnsafeMutableRawPointer? {
        storage.bytes.baseAddress.map { $0 + index * stripBytes }
    }
}

extension Compute {
    /// Makes the panels of a weight.
    ///
    /// - Returns: nil where prompts are not multiplied by panels of such a weight.
    /// - Complexity: O(N · K), on all threads.
    public func pack(_ weight: Tensor) -> PackedWeight? {
        guard let dot = dotWeight(weight), let panels = dot.panels else { return nil }
        let kernels = table.kernels
        let isBF16 = panels == .bf16
        let height = kernels.pointee.panel_rows
        let strips = (weight.rows + height - 1) / height
        let packed = PackedWeight(
            strips: strips, stripBytes: aiki_packed_bytes(kernels, weight.columns, isBF16))
        pool.runWithScratch(tiles: strips, floats: aiki_pack_scratch()) { tile, scratch in
            var rows = dot.strip(from: tile * height, height: height)
            aiki_pack_panels(kernels, &rows, isBF16, packed.strip(tile), scratch)
        }
        return packed
    }
}
