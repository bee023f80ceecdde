/// A JSON value that keeps the order of object keys and the difference of 1 and 1.0.
///
/// Foundation's JSON types lose both, and chat templates print what a client sent: a tool's schema
/// must come out with its keys in the order they came in.
public enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; keys in order, each once.
    case object(JSONObject)
}

/// The members of a JSON object in the order they were written; keys differ where a byte differs.
public struct JSONObject: Sendable, Equatable {
    private struct Member: Sendable {
        let key: String
        var value: JSONValue
    }

    /// Objects of more members are looked through by a table: below it, comparing is faster than
    /// hashing.
    private static let scannedMax = 12

    private var members: [Member] = []
    /// Where each key stands; empty while there are few.
    private var places: [ExactText: Int] = [:]

    /// An empty object.
    public init() {}

    /// Makes an object from members; a later member of the same key replaces the value in place.
    public init(_ pairs: some Sequence<(String, JSONValue)>) {
        members.reserveCapacity(pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    /// Keys in order.
    public var keys: [String] { members.map(\.key) }

    /// How many members there are.
    public var count: Int { members.count }

    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }

    /// Members in order.
    public var pairs: [(key: String, value: JSONValue)] { members.map { ($0.key, $0.value) } }

    /// A member; setting nil removes it, a new key goes to the end.
    public subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            let place = place(of: key)
            if let newValue {
                if let place { members[place].value = newValue } else { append(key, newValue) }
            } else if let place {
                members.remove(at: place)
                index()
            }
        }
    }

    /// Whether both hold the same members in the same order.
    public static func == (one: JSONObject, other: JSONObject) -> Bool {
        one.members.count == other.members.count
            && zip(one.members, other.members).allSatisfy { one, other in
                ExactText(one.key) == ExactText(other.key) && one.value == other.value
            }
    }

    private func place(of key: String) -> Int? {
        let exact = ExactText(key)
        if !places.isEmpty { return places[exact] }
        return members.firstIndex { ExactText($0.key) == exact }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
        if !places.isEmpty {
            places[ExactText(key)] = members.count - 1
        } else if members.count > Self.scannedMax {
            index()
        }
    }

    private mutating func index() {
        places = [:]
        guard members.count > Self.scannedMax else { return }
        for (place, member) in members.enumerated() { places[ExactText(member.key)] = place }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object from a literal, in its order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONValue {
    /// A member of an object, nil for anything else.
    public subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { return object[key] }
        return nil
    }

    /// The text of a string, nil for anything else.
    public var text: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// A whole number; 3.0 counts as 3.
    public var wholeNumber: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// A number of any kind as a Double.
    public var real: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// A truth value, nil for anything else.
    public var truth: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }

    /// The elements of an array, nil for anything else.
    public var elements: [JSONValue]? {
        if case .array(let values) = self { return values }
        return nil
    }

    /// The object, nil for anything else.
    public var object: JSONObject? {
        if case .object(let object) = self { return object }
        return nil
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, in the literal's order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}
