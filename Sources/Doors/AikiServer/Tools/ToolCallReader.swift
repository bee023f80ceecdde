package import AikiBase
package import AikiDialogue

/// Finds calls of tools in what a model writes, piece by piece.
///
/// Models write calls in the form that their chat template taught them. Three forms are read:
///
/// 1. `<tool_call>{"name": …, "arguments": {…}}</tool_call>` (Hermes, Qwen, SmolLM),
/// 2. `[TOOL_CALLS]` and an array of calls (Mistral),
/// 3. an answer that is nothing but a call or an array of calls (Llama 3, and models whose markers
///    are control tokens), with `arguments` or `parameters`, after `<|python_tag|>` or not.
///
/// Text that only looks like a call (not JSON, a tool nobody offered) is passed on as text: nothing
/// is lost.
package struct ToolCallReader {
    /// What was found.
    package enum Output: Sendable, Equatable {
        /// Text for the reader of the answer.
        case text(String)
        /// A call of a tool.
        case call(name: String, arguments: JSONValue)
    }

    private enum State {
        /// Nothing but space was seen.
        case start
        /// Text that may hold form 1.
        case text
        /// Inside `<tool_call>`.
        case tagged
        /// Form 2 or 3: everything is held to the end.
        case whole
    }

    private static let open = "<tool_call>"
    private static let close = "</tool_call>"
    private static let wholeMarkers = ["[TOOL_CALLS]", "<|python_tag|>"]

    private let toolNames: Set<String>
    private var state = State.start
    private var held = ""

    /// Reads calls of these tools.
    package init(tools: [ToolDefinition]) {
        toolNames = Set(tools.map(\.name))
    }

    /// Takes the next piece.
    package mutating func push(_ piece: String) -> [Output] {
        held += piece
        var outputs: [Output] = []
        while let output = step() { outputs += output }
        return outputs
    }

    /// Takes the end of the answer; what is held comes out.
    package mutating func finish() -> [Output] {
        defer { held = "" }
        switch state {
        case .start, .text: return held.isEmpty ? [] : [.text(held)]
        case .tagged: return readCalls(held) ?? [.text(Self.open + held)]
        case .whole: return readCalls(held) ?? [.text(held)]
        }
    }

    /// One change of state; nil where more text is needed.
    private mutating func step() -> [Output]? {
        switch state {
        case .start: return start()
        case .text:
            if let range = held.firstRange(of: Self.open) {
                let before = String(held[..<range.lowerBound])
                held = String(held[range.upperBound...])
                state = .tagged
                return before.allSatisfy(\.isWhitespace) ? [] : [.text(before)]
            }
            let kept = held.suffix(Self.overlap(of: held, with: Self.open))
            let ready = String(held.dropLast(kept.count))
            guard !ready.isEmpty else { return nil }
            held = String(kept)
            return [.text(ready)]
        case .tagged:
            guard let range = held.firstRange(of: Self.close) else { return nil }
            let inside = String(held[..<range.lowerBound])
            held = String(held[range.upperBound...])
            state = .text
            return readCalls(inside) ?? [.text(Self.open + inside + Self.close)]
        case .whole: return nil
        }
    }

    private mutating func start() -> [Output]? {
        guard let first = held.first(where: { !$0.isWhitespace }) else { return nil }
        let trimmed = held.drop(while: \.isWhitespace)
        let isMarker = Self.wholeMarkers.contains { marker in
            trimmed.hasPrefix(marker) || marker.hasPrefix(trimmed)
        }
        state = first == "{" || first == "[" || isMarker ? .whole : .text
        return state == .text ? [] : nil
    }

    /// How many characters at the end of a text might begin a marker.
    private static func overlap(of text: String, with marker: String) -> Int {
        for count in stride(from: min(marker.count - 1, text.count), through: 1, by: -1)
        where marker.hasPrefix(text.suffix(count)) {
            return count
        }
        return 0
    }

    /// The calls in a text that is nothing else; nil where it is something else.
    private func readCalls(_ text: String) -> [Output]? {
        var body = text.drop(while: \.isWhitespace)
        for marker in Self.wholeMarkers where body.hasPrefix(marker) {
            body = body.dropFirst(marker.count)
        }
        guard let value = try? JSONValue(parsing: String(body)) else { return nil }
        let elements = value.elements ?? [value]
        guard !elements.isEmpty else { return nil }
        var calls: [Output] = []
        for element in elements {
            guard let call = readCall(element) else { return nil }
            calls.append(call)
        }
        return calls
    }

    private func readCall(_ value: JSONValue) -> Output? {
        guard let name = value["name"]?.text, toolNames.contains(name) else { return nil }
        let arguments = value["arguments"] ?? value["parameters"] ?? [:]
        // Some models write the arguments as a string of JSON.
        if let text = arguments.text, let parsed = try? JSONValue(parsing: text),
            parsed.object != nil
        {
            return .call(name: name, arguments: parsed)
        }
        guard arguments.object != nil else { return nil }
        return .call(name: name, arguments: arguments)
    }
}
