import AikiBase

/// A Python `dict`: keys in order of insertion; 1, 1.0 and True are one key.
struct ValueDictionary {
    /// Keys in order.
    private(set) var keys: [Value] = []
    /// Values in the order of their keys.
    private(set) var values: [Value] = []
    /// 1 more than the depth of the deepest value.
    private(set) var depth = 1
    private var positions: [Key: Int] = [:]

    /// An empty dictionary.
    init() {}

    /// How many members there are.
    var count: Int { keys.count }

    /// The value of a key.
    subscript(key: Key) -> Value? { positions[key].map { values[$0] } }

    /// The value of a key that is text.
    subscript(text: String) -> Value? { self[.text(ExactText(text))] }

    /// Adds a member or replaces its value in place.
    mutating func set(_ key: Value, _ hashed: Key, to value: Value) {
        depth = max(depth, 1 + max(value.depth, key.depth))
        if let position = positions[hashed] {
            values[position] = value
        } else {
            positions[hashed] = keys.count
            keys.append(key)
            values.append(value)
        }
    }

    /// Adds a member whose key is text.
    mutating func set(_ key: String, to value: Value) {
        set(.string(key), .text(ExactText(key)), to: value)
    }

    /// Members as tuples.
    var items: [Value] { zip(keys, values).map { .tuple([$0, $1]) } }

    /// What makes two keys the same.
    enum Key: Hashable {
        /// `None`.
        case none
        /// A whole number, or a float that is one.
        case integer(Int)
        /// Any other number.
        case double(Double)
        /// Text.
        case text(ExactText)
        /// A tuple.
        case tuple([Key])
        /// An undefined value; all are equal.
        case undefined
        /// Something with identity.
        case object(ObjectIdentifier)
    }
}

extension Value {
    /// A value that is no tuple as a key, which is made by the renderer; nil where Python calls it
    /// unhashable.
    var singleKey: ValueDictionary.Key? {
        switch self {
        case .undefined: return .undefined
        case .none: return ValueDictionary.Key.none
        case .bool(let value): return .integer(value ? 1 : 0)
        case .integer(let value): return .integer(value)
        case .double(let value):
            return Int(exactly: value).map { .integer($0) } ?? .double(value)
        case .string(let text), .safe(let text): return .text(ExactText(text))
        case .list, .dictionary, .tuple: return nil
        case .object(let object): return .object(ObjectIdentifier(object))
        }
    }
}
