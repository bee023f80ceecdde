/// GGUF metadata in the order in which it is written; each key once.
public struct MetadataList: Sendable, Equatable {
    /// Keys in order.
    public private(set) var keys: [String] = []
    private var values: [String: MetadataValue] = [:]

    /// An empty list.
    public init() {}

    /// All metadata of a file, in its order.
    public init(_ file: GGUFFile) {
        for key in file.keysInOrder { self[key] = file.value(key) }
    }

    /// A value; a new key goes to the end, nil removes it.
    public subscript(key: String) -> MetadataValue? {
        get { values[key] }
        set {
            if let newValue {
                if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
            } else if values.removeValue(forKey: key) != nil {
                keys.removeAll { $0 == key }
            }
        }
    }
}
