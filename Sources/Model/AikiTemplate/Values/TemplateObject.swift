/// A value with identity or behaviour; subclasses say which.
class TemplateObject {
    /// How deep what it holds is nested.
    let depth: Int

    init(depth: Int = 1) {
        self.depth = depth
    }

    /// The name of its Python type.
    var typeName: String { "object" }
    /// What Python's `bool` says.
    var isTrue: Bool { true }
    /// What Python prints; addresses, which change from run to run, are left out.
    var printed: String { "<\(typeName) object>" }
    /// Its elements; nil where it cannot be iterated. Asking may use them up.
    func iterate() -> [Value]? { nil }
    /// How many elements `len` counts; nil where Python refuses.
    var length: Int? { nil }
    /// Whether it can be called.
    var isCallable: Bool { false }
    /// Whether `iter` accepts it; asking uses nothing up.
    var isIterable: Bool { length != nil }
    /// Whether it can be indexed as a sequence.
    var isSequence: Bool { false }
    /// What Python's `==` says, where that takes no look at other values.
    func equals(_ other: TemplateObject) -> Bool { self === other }
    /// An attribute, nil where there is none.
    func attribute(_ name: String) -> Value? { nil }
    /// Drops what was put into it after it was made, so that cycles and long chains are freed.
    func clear() {}
}

/// What the sandbox lets templates change.
final class NamespaceObject: TemplateObject {
    /// The attributes.
    var attributes: ValueDictionary

    init(_ attributes: ValueDictionary) {
        self.attributes = attributes
        super.init()
    }

    override var typeName: String { "Namespace" }
    override func clear() { attributes = ValueDictionary() }
    override func attribute(_ name: String) -> Value? { attributes[name] }
}

/// Elements that can be read once.
final class GeneratorObject: TemplateObject {
    private var rest: [Value]?
    private let name: String

    init(_ elements: [Value], name: String = "generator") {
        rest = elements
        self.name = name
        super.init(depth: ValueList(elements).depth)
    }

    override var typeName: String { name }
    override var isIterable: Bool { true }

    override func iterate() -> [Value]? {
        defer { rest = [] }
        return rest ?? []
    }

    /// Takes the first element only.
    func takeFirst() -> Value? {
        guard let first = rest?.first else { return nil }
        rest?.removeFirst()
        return first
    }
}

/// What `keys()`, `values()` and `items()` of a dictionary give.
final class ViewObject: TemplateObject {
    private let elements: [Value]
    private let name: String

    init(_ elements: [Value], name: String) {
        self.elements = elements
        self.name = name
        super.init(depth: ValueList(elements).depth)
    }

    override var typeName: String { name }
    override var isTrue: Bool { !elements.isEmpty }
    override var length: Int? { elements.count }
    override func iterate() -> [Value]? { elements }
}

/// What `range` gives.
final class RangeObject: TemplateObject {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    init(start: Int, stop: Int, step: Int, count: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        self.count = count
        super.init()
    }

    override var typeName: String { "range" }
    override var isTrue: Bool { count > 0 }
    override var length: Int? { count }
    override var isSequence: Bool { true }
    override func iterate() -> [Value]? { (0..<count).map { .integer(start + $0 * step) } }
    override var printed: String {
        step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    }
    override func equals(_ other: TemplateObject) -> Bool {
        guard let other = other as? RangeObject, count == other.count else { return false }
        return count == 0 || (start == other.start && (count == 1 || step == other.step))
    }
}

/// What `cycler` gives.
final class CyclerObject: TemplateObject {
    let items: [Value]
    var position = 0

    init(_ items: [Value]) {
        self.items = items
        super.init(depth: ValueList(items).depth)
    }

    override var typeName: String { "Cycler" }
    override func attribute(_ name: String) -> Value? {
        name == "current" ? items[position] : nil
    }
}

/// What `joiner` gives: nothing at the first call, its separator afterwards.
final class JoinerObject: TemplateObject {
    let separator: Value
    var isUsed = false

    init(separator: Value) {
        self.separator = separator
        super.init(depth: 1 + separator.depth)
    }

    override var typeName: String { "Joiner" }
    override var isCallable: Bool { true }
}

/// A function that every template can call.
final class FunctionObject: TemplateObject {
    /// Its name.
    let name: FunctionName

    init(_ name: FunctionName) {
        self.name = name
        super.init()
    }

    override var typeName: String { "function" }
    override var isCallable: Bool { true }
    override func equals(_ other: TemplateObject) -> Bool {
        (other as? FunctionObject)?.name == name
    }
}

/// The functions that every template can call.
enum FunctionName: String, CaseIterable {
    case range
    case namespace
    case dict
    case cycler
    case joiner
    case raiseException = "raise_exception"
    case strftimeNow = "strftime_now"
}

/// A method together with the value it belongs to.
final class MethodObject: TemplateObject {
    /// The value.
    let receiver: Value
    /// The method's name.
    let name: String

    init(receiver: Value, name: String) {
        self.receiver = receiver
        self.name = name
        super.init(depth: 1 + receiver.depth)
    }

    override var typeName: String { "builtin_function_or_method" }
    override var isCallable: Bool { true }
}

/// A macro with the variables it can see.
final class MacroObject: TemplateObject {
    /// What stands in the template.
    let definition: MacroDefinition
    /// Where it was defined.
    let scope: Scope

    init(_ definition: MacroDefinition, scope: Scope) {
        self.definition = definition
        self.scope = scope
        super.init()
    }

    override var typeName: String { "Macro" }
    override var isCallable: Bool { true }
    override func attribute(_ name: String) -> Value? {
        switch name {
        case "name": .string(definition.name)
        case "arguments": .tuple(definition.parameters.map { .string($0.name) })
        case "catch_kwargs": .bool(definition.takesNamedRest)
        case "catch_varargs": .bool(definition.takesRest)
        case "caller": .bool(definition.takesCaller)
        default: nil
        }
    }
}
