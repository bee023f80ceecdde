/// Named values that describe a model, whatever file they came from.
///
/// GGUF files conform, and so do the importers of other formats: a tokenizer or an architecture
/// reads its keys without knowing the file. Getters return nil where the key is absent **or** has
/// another type; numbers of any width convert where the value fits exactly.
public protocol MetadataSource: Sendable {
    /// Every key, sorted.
    var metadataKeys: [String] { get }
    /// A text value.
    func string(_ key: String) -> String?
    /// A whole number of any width.
    func integer(_ key: String) -> Int?
    /// A floating-point value; whole numbers convert.
    func number(_ key: String) -> Double?
    /// A truth value.
    func boolean(_ key: String) -> Bool?
    /// An array of strings, as bytes.
    func strings(_ key: String) -> ByteStrings?
    /// An array of whole numbers of any width.
    func integers(_ key: String) -> [Int]?
    /// An array of numbers.
    func numbers(_ key: String) -> [Double]?
    /// An array of truth values.
    func booleans(_ key: String) -> [Bool]?
}
