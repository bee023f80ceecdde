/// A job for a ``WorkerPool`` as a plain value: numbers, pointers, function pointers.
///
/// A closure that several threads are to run must be put on the heap; a value of such a type stays
/// on the caller's stack, so that a job allocates nothing. The value is only read while the job runs.
///
///     struct Doubling: TileWork {
///         let x: UnsafeMutablePointer<Float>
///         func run(tile: Int, scratch: UnsafeMutablePointer<Float>) { x[tile] *= 2 }
///     }
///     pool.run(tiles: count, Doubling(x: x))
package protocol TileWork {
    /// Computes one tile, with floats that no other thread uses meanwhile.
    func run(tile: Int, scratch: UnsafeMutablePointer<Float>)
}

extension TileWork {
    /// Runs a tile of the value at an address, which is of this type.
    static func run(
        at address: UnsafeRawPointer, tile: Int, scratch: UnsafeMutablePointer<Float>
    ) {
        address.assumingMemoryBound(to: Self.self).pointee.run(tile: tile, scratch: scratch)
    }
}

/// A closure as work.
struct ClosureWork: TileWork {
    let body: (_ tile: Int, _ scratch: UnsafeMutablePointer<Float>) -> Void

    func run(tile: Int, scratch: UnsafeMutablePointer<Float>) { body(tile, scratch) }
}
