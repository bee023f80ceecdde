/// `loop`: where a `for` stands.
final class LoopObject: TemplateObject {
    private let elements: [Value]
    /// How many loops this one was called from.
    let level: Int
    /// The loop and its scope, where it may be called for further elements.
    let recursion: (loop: Statement.Loop, scope: Scope)?
    /// Which element is current, counted from 0.
    var index = 0
    /// What `loop.changed` was last asked of; nil before.
    var changed: [Value]?

    init(_ elements: [Value], level: Int, recursion: (loop: Statement.Loop, scope: Scope)?) {
        self.elements = elements
        self.level = level
        self.recursion = recursion
        super.init(depth: ValueList(elements).depth)
    }

    override var typeName: String { "LoopContext" }
    override func clear() { changed = nil }
    override var length: Int? { elements.count }
    override var isCallable: Bool { true }
    override var printed: String { "<LoopContext \(index + 1)/\(elements.count)>" }

    override func attribute(_ name: String) -> Value? {
        switch name {
        case "index": .integer(index + 1)
        case "index0": .integer(index)
        case "revindex": .integer(elements.count - index)
        case "revindex0": .integer(elements.count - index - 1)
        case "first": .bool(index == 0)
        case "last": .bool(index == elements.count - 1)
        case "length": .integer(elements.count)
        case "depth": .integer(level + 1)
        case "depth0": .integer(level)
        case "previtem": index > 0 ? elements[index - 1] : .undefined(what: "the previous item")
        case "nextitem":
            index + 1 < elements.count ? elements[index + 1] : .undefined(what: "the next item")
        default: nil
        }
    }
}
