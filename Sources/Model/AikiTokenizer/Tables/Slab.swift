/// Plain values in memory that grows: an array whose reads and writes are loads and stores.
///
/// For loops that touch single elements hundreds of millions of times. Indices are checked in debug
/// builds. It is owned by one place and freed with it.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    /// How many elements there are.
    private(set) var count = 0
    private var capacity: Int
    /// The first element; moves when the slab grows.
    private(set) var base: UnsafeMutablePointer<Element>

    /// An empty slab.
    init(reserving capacity: Int = 16) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    /// A slab of equal elements.
    init(repeating element: Element, count: Int) {
        self.init(reserving: count)
        base.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit {
        base.deallocate()
    }

    /// Bytes that are held.
    var bytes: Int { capacity * MemoryLayout<Element>.stride }

    /// One element.
    ///
    /// - Precondition: the index is in 0 ..< count; checked in debug builds.
    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count, "index \(index) of \(count)")
            return base[index]
        }
        set {
            assert(index >= 0 && index < count, "index \(index) of \(count)")
            base[index] = newValue
        }
    }

    /// Adds an element at the end.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        (base + count).initialize(to: element)
        count += 1
    }

    /// Adds elements at the end.
    mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let address = elements.baseAddress, elements.count > 0 else { return }
        grow(to: count + elements.count)
        (base + count).initialize(from: address, count: elements.count)
        count += elements.count
    }

    /// Adds equal elements at the end, and returns the index of the first.
    mutating func append(repeating element: Element, count added: Int) -> Int {
        grow(to: count + added)
        (base + count).initialize(repeating: element, count: added)
        count += added
        return count - added
    }

    /// Takes the last element off.
    mutating func removeLast() -> Element {
        precondition(count > 0, "an empty slab has no last element")
        count -= 1
        return base[count]
    }

    /// Forgets all elements and keeps the memory.
    mutating func removeAll() { count = 0 }

    private mutating func grow(to needed: Int) {
        guard needed > capacity else { return }
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
