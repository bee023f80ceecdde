/// Many byte strings in one buffer: a vocabulary of 150,000 tokens is two allocations.
public struct ByteStrings: Sendable, Equatable {
    /// All bytes, end to end.
    public private(set) var bytes: [UInt8]
    /// Where each string starts; one more entry than there are strings.
    public private(set) var offsets: [Int]

    /// An empty collection.
    public init(reservingStrings strings: Int = 0, bytes count: Int = 0) {
        bytes = []
        bytes.reserveCapacity(count)
        offsets = [0]
        offsets.reserveCapacity(strings + 1)
    }

    /// How many strings there are.
    public var count: Int { offsets.count - 1 }

    /// Adds a string at the end.
    public mutating func append(_ string: some Sequence<UInt8>) {
        bytes.append(contentsOf: string)
        offsets.append(bytes.count)
    }

    /// Adds bytes in memory at the end: one copy, however often it is called.
    public mutating func append(_ string: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: string)
        offsets.append(bytes.count)
    }

    /// Adds bytes in memory at the end.
    public mutating func append(_ string: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: string)
        offsets.append(bytes.count)
    }

    /// Adds the UTF-8 of a string at the end.
    public mutating func append(_ string: String) {
        append(string.utf8)
    }

    /// The bytes of one string.
    ///
    /// - Precondition: the index is in 0 ..< count.
    public subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[offsets[index]..<offsets[index + 1]]
    }

    /// One string as text; bytes that are not UTF-8 become U+FFFD.
    public func text(_ index: Int) -> String {
        String(decoding: self[index], as: UTF8.self)
    }
}
