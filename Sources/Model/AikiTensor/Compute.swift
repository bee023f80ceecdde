import CAikiKernels

/// The operations of a forward pass, on the threads of a pool with the kernels of a CPU kind.
///
/// Activations are f32, row-major, in memory the caller keeps; sizes are checked as far as they
/// are known. Generating allocates nothing. The numbers computed for a token do not depend on how
/// many tokens are computed with it, nor on the count of threads: they depend on the CPU kind only.
public struct Compute: Sendable {
    /// Where the work is done.
    public let pool: WorkerPool
    /// Whose kernels are used.
    public let cpu: CPUKind

    let table: KernelTable

    /// - Parameters:
    ///   - pool: Where the work is done; several values may share one.
    ///   - cpu: Whose kernels to use.
    /// - Precondition: This machine can run the kind; see ``CPUKind/detected``.
    public init(pool: WorkerPool, cpu: CPUKind = .best) {
        self.pool = pool
        self.cpu = cpu
        self.table = KernelTable.table(for: cpu)
    }

    /// The fewest numbers worth handing to a thread in cheap operations.
    static let elementsPerTile = 16384

    /// Numbers in a part of cheap operations.
    func partLength(costPerElement: Int) -> Int {
        max(64, Self.elementsPerTile / costPerElement)
    }

    /// Runs a body over groups of rows, large enough to be worth handing out.
    func forRows(_ rows: Int, width: Int, _ body: (_ rows: Range<Int>) -> Void) {
        let group = max(1, Self.elementsPerTile / 4 / max(width, 1))
        let tiles = (rows + group - 1) / group
        pool.run(tiles: tiles) { tile in
            body(tile * group..<min((tile + 1) * group, rows))
        }
    }
}
