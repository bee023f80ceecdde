import CAikiKernels
import Synchronization

extension Compute {
    /// Bytes of a weight that a thread compacts in one go.
    private static let bytesPerCompactTile = 1 << 20
    /// Numbers out of their block's range take at most this part of what the blocks take.
    private static let escapesDivisor = 32

    /// Whether one token is multiplied by compact weights faster than by those they were made of, with
    /// the same bits.
    package var multipliesCompact: Bool { table.kernels.pointee.multiplies_compact }

    /// A weight of BF16, or of F16 whose numbers are all BF16's, in 77 % of its memory, and every number
    /// what it was.
    ///
    /// Generation reads every weight for each token, and memory is what it waits for. Exponents of BF16
    /// differ little within a row, so that half of their eight bits say nothing: upper bytes are kept as
    /// four bits, and the few that do not fit behind the blocks. Models that were trained in BF16 have
    /// weights of BF16 in files of F16, too. Pages of a mapped file are given back as they are read.
    ///
    /// - Parameter weight: (N, K) or with more outer extents.
    /// - Returns: The same in ``TensorType/compactBF16``; nil where it is of another type, K is no
    ///   multiple of 128, or too many numbers do not fit.
    /// - Complexity: O(N · K), on all threads.
    /// - SeeAlso: Zukowski et al. 2006, "Super-Scalar RAM-CPU Cache Compression" §3.1 (patched frames of
    ///   reference); Zhang et al. 2025, "70% Size, 100% Accuracy" §2 (exponents of BF16 weights).
    package func compact(_ weight: Tensor) -> Tensor? {
        let target = TensorType.compactBF16
        guard weight.isShort, weight.elementCount > 0, let source = weight.bytes.baseAddress,
            let rowBytes = target.byteCount(elements: weight.columns),
            let byteCount = Tensor.byteCount(type: target, shape: weight.shape)
        else { return nil }
        let line = Int(AIKI_ESCAPE_LINE)
        let escapesStart = (byteCount + line - 1) / line * line
        let escapesBytes = escapesStart / Self.escapesDivisor / line * line + line
        let storage = TensorStorage(
            byteCount: escapesStart + escapesBytes + Int(AIKI_ESCAPE_MARGIN), inLargePages: true)
        guard let memory = storage.bytes.baseAddress else { return nil }
        var escapes = AikiEscapes(
            bytes: (memory + escapesStart).assumingMemoryBound(to: UInt8.self),
            capacity: escapesBytes, used: 0)
        let (rows, sourceBytes) = (weight.rows, weight.bytesPerRow)
        let blocks = weight.columns / target.elementsPerBlock
        let kernels = table.kernels
        func compact(_ some: Range<Int>, _ escapes: UnsafeMutablePointer<AikiEscapes>) -> Bool {
            kernels.pointee.compact(
                weight.type == .f16, source + some.lowerBound * sourceBytes, some.count * blocks,
                memory + some.lowerBound * rowBytes, escapes)
        }
        // Where numbers of F16 have more digits, the first row tells.
        guard compact(0..<1, &escapes) else { return nil }
        escapes.used = 0
        weight.advise(rows: 0..<rows, .wanted)
        let group = max(1, Self.bytesPerCompactTile / sourceBytes)
        let fits = Atomic(true)
        withUnsafeMutablePointer(to: &escapes) { escapes in
            pool.run(tiles: (rows + group - 1) / group) { tile in
                guard fits.load(ordering: .relaxed) else { return }
                let some = tile * group..<min((tile + 1) * group, rows)
                if !compact(some, escapes) { fits.store(false, ordering: .relaxed) }
                weight.advise(rows: some, .done)
            }
        }
        guard fits.load(ordering: .relaxed) else { return nil }
        return Tensor(
            type: target, shape: weight.shape,
            bytes: UnsafeRawBufferPointer(start: memory, count: byteCount), owner: storage)
    }
}

extension Tensor {
    /// Whether it may have a compact form.
    package var isShort: Bool { type == .bf16 || type == .f16 }
}
