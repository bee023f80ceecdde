/// A value as Python would hold it while a template is rendered.
///
/// Everything is immutable but namespaces, macros' variables and the counters of loops, cyclers and
/// joiners: the sandbox lets no template change a list or a dictionary.
enum Value {
    /// Nothing of that name; `what` says what was looked for.
    case undefined(what: String)
    /// `None`.
    case none
    /// `True`, `False`.
    case bool(Bool)
    /// `int`; 64 bits here.
    case integer(Int)
    /// `float`.
    case double(Double)
    /// `str`.
    case string(String)
    /// `str` marked as safe for HTML (`markupsafe.Markup`): what is added to it is escaped.
    case safe(String)
    /// `list`.
    case list(ValueList)
    /// `tuple`.
    case tuple(ValueList)
    /// `dict`.
    case dictionary(ValueDictionary)
    /// Anything with identity or behaviour.
    case object(TemplateObject)
}

/// Elements, with how deep they are nested, so that no value is ever too deep to walk or free.
struct ValueList {
    /// The elements.
    let elements: [Value]
    /// 1 more than that of the deepest element.
    let depth: Int

    /// Wraps elements.
    init(_ elements: [Value]) {
        self.elements = elements
        depth = 1 + (elements.lazy.map(\.depth).max() ?? 0)
    }

    /// Wraps some of the elements of a list, which are no deeper.
    init(_ elements: [Value], depth: Int) {
        self.elements = elements
        self.depth = depth
    }
}

extension Value {
    /// How many lists and dictionaries are inside each other.
    var depth: Int {
        switch self {
        case .list(let list), .tuple(let list): list.depth
        case .dictionary(let dictionary): dictionary.depth
        case .object(let object): object.depth
        default: 0
        }
    }

    /// Makes a list.
    static func list(_ elements: [Value]) -> Value { .list(ValueList(elements)) }
    /// Makes a tuple.
    static func tuple(_ elements: [Value]) -> Value { .tuple(ValueList(elements)) }

    /// The text of a string, safe or not.
    var text: String? {
        switch self {
        case .string(let text), .safe(let text): text
        default: nil
        }
    }

    /// Whether it is a string marked as safe.
    var isSafe: Bool {
        if case .safe = self { return true }
        return false
    }

    /// Whether nothing was found.
    var isUndefined: Bool {
        if case .undefined = self { return true }
        return false
    }

    /// Whether it is `None`.
    var isNone: Bool {
        if case .none = self { return true }
        return false
    }

    /// A whole number; truth values count as 0 and 1.
    var integer: Int? {
        switch self {
        case .integer(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    /// A number of any kind.
    var number: Double? {
        if case .double(let value) = self { return value }
        return integer.map(Double.init)
    }

    /// What Python's `bool` says.
    var isTrue: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .double(let value): value != 0
        case .string(let text), .safe(let text): !text.isEmpty
        case .list(let list), .tuple(let list): !list.elements.isEmpty
        case .dictionary(let dictionary): dictionary.count > 0
        case .object(let object): object.isTrue
        }
    }

    /// The name of its Python type.
    var typeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .integer: "int"
        case .double: "float"
        case .string: "str"
        case .safe: "Markup"
        case .list: "list"
        case .tuple: "tuple"
        case .dictionary: "dict"
        case .object(let object): object.typeName
        }
    }
}
