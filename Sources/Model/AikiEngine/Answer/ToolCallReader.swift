package import AikiBase
package import AikiDialogue
import Foundation

/// Reads the calls of tools out of what a model wrote between its markers.
package struct ToolCallReader: Sendable {
    /// A call as the model wrote it.
    package struct Call: Sendable, Equatable {
        /// The tool's name.
        package var name: String
        /// The arguments.
        package var arguments: JSONValue
        /// The id, where the model wrote one.
        package var id: String?

        /// Describes a call.
        package init(name: String, arguments: JSONValue, id: String? = nil) {
            self.name = name
            self.arguments = arguments
            self.id = id
        }
    }

    private let tools: [ToolDefinition]

    /// Reads calls of some tools.
    package init(tools: [ToolDefinition]) {
        self.tools = tools
    }

    /// The calls in a marked text; nil where it holds none.
    package func read(_ text: String, _ body: ToolCallFormat.Body) -> [Call]? {
        switch body {
        case .object: readObjects(text) ?? readTags(text)
        case .functionTag: readFunctionTag(text)
        case .mistral: readMistral(text)
        case .llama: readObjects(text) ?? readPythonCall(text)
        }
    }

    /// The calls in an unmarked text: JSON objects that name tools which exist.
    package func readBare(_ text: String) -> [Call]? {
        guard let calls = readObjects(text),
            calls.allSatisfy({ call in tools.contains { $0.name == call.name } })
        else { return nil }
        return calls
    }

    /// Objects one after the other, divided by semicolons, commas or white space, or in an array.
    private func readObjects(_ text: String) -> [Call]? {
        var calls: [Call] = []
        for part in JSONExtent.values(in: text) ?? [] {
            guard let value = try? JSONValue(parsing: part) else { return nil }
            for item in value.elements ?? [value] {
                guard let call = Self.call(item) else { return nil }
                calls.append(call)
            }
        }
        return calls.isEmpty ? nil : calls
    }

    private static func call(_ value: JSONValue) -> Call? {
        let value = value["function"]?.object == nil ? value : value["function"] ?? value
        guard let name = value["name"]?.text, !name.isEmpty else { return nil }
        let written = value["arguments"] ?? value["parameters"] ?? .object([:])
        return Call(name: name, arguments: decoded(written), id: value["id"]?.text)
    }

    /// Arguments that were written as a text which holds JSON.
    private static func decoded(_ value: JSONValue) -> JSONValue {
        guard let text = value.text, let inner = try? JSONValue(parsing: text) else { return value }
        return inner
    }

    private func readFunctionTag(_ text: String) -> [Call]? {
        guard let end = text.firstIndex(of: ">") else { return nil }
        let name = text[..<end].trimmingSpace()
        guard !name.isEmpty,
            let arguments = try? JSONValue(parsing: String(text[end...].dropFirst()))
        else { return nil }
        return [Call(name: name, arguments: arguments)]
    }

    private func readMistral(_ text: String) -> [Call]? {
        if let calls = readObjects(text) { return calls }
        var calls: [Call] = []
        for part in text.split(separator: "[TOOL_CALLS]") {
            guard let brace = part.firstIndex(of: "{") else { return nil }
            var head = part[..<brace].trimmingSpace()
            if head.hasSuffix("[ARGS]") { head.removeLast("[ARGS]".count) }
            let names = head.split(separator: "[CALL_ID]", maxSplits: 1).map { $0.trimmingSpace() }
            guard let name = names.first, !name.isEmpty,
                let arguments = try? JSONValue(parsing: String(part[brace...]))
            else { return nil }
            calls.append(
                Call(name: name, arguments: arguments, id: names.count > 1 ? names[1] : nil))
        }
        return calls.isEmpty ? nil : calls
    }

    /// Llama's built-in tools: `name.call(query="…")`.
    private func readPythonCall(_ text: String) -> [Call]? {
        let text = text.trimmingSpace()
        guard let open = text.range(of: ".call("), text.hasSuffix(")") else { return nil }
        let inner = text[open.upperBound...].dropLast()
        guard let equals = inner.firstIndex(of: "="),
            let value = try? JSONValue(parsing: String(inner[equals...].dropFirst()))
        else { return nil }
        let key = inner[..<equals].trimmingSpace()
        return [Call(name: String(text[..<open.lowerBound]), arguments: .object([key: value]))]
    }

    /// Qwen3-Coder: `<function=name> <parameter=key> value </parameter> … </function>`.
    private func readTags(_ text: String) -> [Call]? {
        var calls: [Call] = []
        for part in text.components(after: "<function=") {
            guard let end = part.firstIndex(of: ">") else { return nil }
            let name = part[..<end].trimmingSpace()
            let tool = tools.first { $0.name == name }
            var arguments = JSONObject()
            for parameter in part[end...].components(after: "<parameter=") {
                guard let keyEnd = parameter.firstIndex(of: ">") else { return nil }
                let key = parameter[..<keyEnd].trimmingSpace()
                var value = parameter[keyEnd...].dropFirst()
                if let close = value.range(of: "</parameter>") {
                    value = value[..<close.lowerBound]
                }
                if value.first == "\n" { value = value.dropFirst() }
                if value.last == "\n" { value = value.dropLast() }
                arguments[key] = Self.typed(
                    String(value), schema: tool?.parameters["properties"]?[key])
            }
            calls.append(Call(name: name, arguments: .object(arguments)))
        }
        return calls.isEmpty ? nil : calls
    }

    /// A value that was written without quotes: text, unless the tool's schema wants something else.
    private static func typed(_ text: String, schema: JSONValue?) -> JSONValue {
        guard let type = schema?["type"]?.text, type != "string",
            let value = try? JSONValue(parsing: text)
        else { return .string(text) }
        return value
    }
}
