/// Takes named values that describe a model: the other side of ``MetadataSource``.
///
/// The list that a GGUF file is written from conforms, so that what knows a tokenizer need not know
/// the file.
public protocol MetadataSink {
    /// Sets a text value.
    mutating func set(_ key: String, to value: String)
    /// Sets a truth value.
    mutating func set(_ key: String, to value: Bool)
    /// Sets a whole number.
    mutating func set(_ key: String, to value: UInt32)
    /// Sets an array of strings.
    mutating func set(_ key: String, to value: ByteStrings)
    /// Sets an array of whole numbers.
    mutating func set(_ key: String, to value: [Int32])
}
