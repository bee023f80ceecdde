public import AikiBase

extension GGUFFile {
    /// Every key, sorted.
    public var metadataKeys: [String] { keysInOrder.sorted() }

    /// A text value.
    public func string(_ key: String) -> String? {
        if case .string(let value) = value(key) { return value }
        return nil
    }

    /// A whole number of any width.
    public func integer(_ key: String) -> Int? { value(key)?.integer }

    /// A floating-point value; whole numbers convert.
    public func number(_ key: String) -> Double? { value(key)?.number }

    /// A truth value.
    public func boolean(_ key: String) -> Bool? {
        if case .bool(let value) = value(key) { return value }
        return nil
    }

    /// An array of strings, as bytes.
    public func strings(_ key: String) -> ByteStrings? {
        if case .array(.string(let values)) = value(key) { return values }
        return nil
    }

    /// An array of whole numbers of any width.
    public func integers(_ key: String) -> [Int]? {
        if case .array(let values) = value(key) { return values.integers }
        return nil
    }

    /// An array of numbers.
    public func numbers(_ key: String) -> [Double]? {
        if case .array(let values) = value(key) { return values.numbers }
        return nil
    }

    /// An array of truth values.
    public func booleans(_ key: String) -> [Bool]? {
        if case .array(.bool(let values)) = value(key) { return values }
        return nil
    }
}
