import AikiBase
import Foundation

/// Walks a template's statements and writes its output; lives for one rendering.
///
/// `Renderer+Statements` and `Renderer+Expressions` hold the walk; operators, attributes, methods,
/// filters, tests and functions stand in files of their own.
final class Renderer {
    let limits: TemplateLimits
    let clock: any WallClock
    let timeZone: TimeZone
    /// Where the walk is, for errors.
    var line = 1
    /// What is being written: the output, or the body of a macro or block.
    var output = ""
    private var steps = 0
    private var dataBytes = 0
    private var callDepth = 0
    private var heldScopes: [Scope] = []
    private var heldObjects: [TemplateObject] = []

    private init(limits: TemplateLimits, clock: any WallClock, timeZone: TimeZone) {
        self.limits = limits
        self.clock = clock
        self.timeZone = timeZone
    }

    /// Renders statements with variables.
    static func render(
        _ statements: [Statement], _ variables: JSONObject, limits: TemplateLimits,
        clock: any WallClock, timeZone: TimeZone
    ) throws(TemplateError) -> String {
        let renderer = Renderer(limits: limits, clock: clock, timeZone: timeZone)
        defer { renderer.free() }
        let globals = Scope(parent: nil)
        for name in FunctionName.allCases {
            globals.set(name.rawValue, to: .object(FunctionObject(name)))
        }
        for (name, value) in variables.pairs {
            globals.set(name, to: try renderer.value(value, depth: 0))
        }
        _ = try renderer.execute(statements, in: Scope(parent: globals))
        return renderer.output
    }

    private func free() {
        for scope in heldScopes { scope.clear() }
        for object in heldObjects { object.clear() }
    }

    /// Keeps a scope and those around it until the end, since something may refer back to them.
    func hold(_ scope: Scope) {
        var next: Scope? = scope
        while let current = next, !current.isHeld {
            current.isHeld = true
            heldScopes.append(current)
            next = current.parent
        }
    }

    /// Keeps an object whose contents can change until the end.
    func hold(_ object: TemplateObject) {
        heldObjects.append(object)
    }

    private func value(_ json: JSONValue, depth: Int) throws(TemplateError) -> Value {
        guard depth <= limits.valueDepthMax else {
            throw .tooDeep(line: line, limit: limits.valueDepthMax)
        }
        switch json {
        case .null: return .none
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(Int(value))
        case .number(let value): return .double(value)
        case .string(let text): return .string(text)
        case .array(let elements):
            var values: [Value] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try value(element, depth: depth + 1)) }
            return .list(values)
        case .object(let object):
            var dictionary = ValueDictionary()
            for (key, member) in object.pairs {
                dictionary.set(key, to: try value(member, depth: depth + 1))
            }
            return .dictionary(dictionary)
        }
    }

    // MARK: Limits

    /// Counts steps.
    func step(_ count: Int = 1) throws(TemplateError) {
        steps += count
        guard steps <= limits.stepsMax else {
            throw .tooManySteps(line: line, limit: limits.stepsMax)
        }
    }

    /// Counts bytes that are about to be built, and the steps it takes to build them.
    func charge(bytes: Int) throws(TemplateError) {
        guard bytes <= limits.outputBytesMax else {
            throw .tooLarge(line: line, limitBytes: limits.outputBytesMax)
        }
        dataBytes += bytes
        guard dataBytes <= limits.dataBytesMax else {
            throw .tooMuchData(line: line, limitBytes: limits.dataBytesMax)
        }
        try step(1 + bytes / 256)
    }

    /// Counts elements of a list that is about to be built.
    func charge(elements count: Int) throws(TemplateError) {
        let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        try charge(bytes: isTooLarge ? .max : bytes)
        try step(count / 16)
    }

    /// Counts a level of evaluation while something inside is evaluated.
    func nested<Result>(
        _ evaluate: () throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        guard callDepth < limits.callDepthMax else {
            throw .tooDeep(line: line, limit: limits.callDepthMax)
        }
        callDepth += 1
        defer { callDepth -= 1 }
        return try evaluate()
    }

    /// Refuses values that are nested too deeply.
    func checked(_ value: Value) throws(TemplateError) -> Value {
        guard value.depth <= limits.valueDepthMax else {
            throw .tooDeep(line: line, limit: limits.valueDepthMax)
        }
        return value
    }

    /// Makes a list and counts it.
    func list(_ elements: [Value]) throws(TemplateError) -> Value {
        try charge(elements: elements.count)
        return try checked(.list(elements))
    }

    /// Makes text and counts it.
    func string(_ text: String) throws(TemplateError) -> Value {
        try charge(bytes: text.utf8.count)
        return .string(text)
    }

    /// An error at the current line.
    func invalid(_ problem: String) -> TemplateError {
        .invalidOperation(line: line, problem: problem)
    }

    /// Writes to the output.
    func write(_ text: String) throws(TemplateError) {
        try charge(bytes: text.utf8.count)
        guard output.utf8.count + text.utf8.count <= limits.outputBytesMax else {
            throw .tooLarge(line: line, limitBytes: limits.outputBytesMax)
        }
        output += text
    }

    /// What a body writes, instead of writing it.
    func captured(
        _ write: () throws(TemplateError) -> Void
    ) throws(TemplateError) -> String {
        let outer = output
        output = ""
        defer { output = outer }
        try write()
        return output
    }
}
