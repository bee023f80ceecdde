/// Plain values that never change again, read without bounds checks or reference counts.
///
/// Tokenizers read their tables once a byte; this is an array whose reads are loads. Indices are
/// checked in debug builds.
///
/// `@unchecked Sendable` is safe: the memory is written only by `init` and freed only by `deinit`.
final class FrozenArray<Element: BitwiseCopyable>: @unchecked Sendable {
    /// How many elements there are.
    let count: Int
    /// The first element.
    let base: UnsafeMutablePointer<Element>

    /// Copies an array.
    init(_ elements: [Element]) {
        count = elements.count
        base = .allocate(capacity: max(count, 1))
        elements.withUnsafeBufferPointer { source in
            if let address = source.baseAddress { base.initialize(from: address, count: count) }
        }
    }

    /// Fills new memory, all of which the closure must initialise.
    init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
        self.count = count
        base = .allocate(capacity: max(count, 1))
        fill(base)
    }

    deinit {
        base.deallocate()
    }

    /// One element.
    ///
    /// - Precondition: the index is in 0 ..< count; checked in debug builds.
    @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count, "index \(index) of \(count)")
        return base[index]
    }
}
