public import AikiBase

extension MetadataList: MetadataSink {
    /// Sets a text value.
    public mutating func set(_ key: String, to value: String) { self[key] = .string(value) }

    /// Sets a truth value.
    public mutating func set(_ key: String, to value: Bool) { self[key] = .bool(value) }

    /// Sets a whole number.
    public mutating func set(_ key: String, to value: UInt32) { self[key] = .uint32(value) }

    /// Sets an array of strings.
    public mutating func set(_ key: String, to value: ByteStrings) {
        self[key] = .array(.string(value))
    }

    /// Sets an array of whole numbers.
    public mutating func set(_ key: String, to value: [Int32]) {
        self[key] = .array(.int32(value))
    }
}
