/// What of a model's output is reasoning and what calls tools, told from its chat template.
package struct AnswerSyntax: Sendable, Equatable {
    /// The tags around reasoning; nil where the model has none.
    package var reasoning: (opening: String, closing: String)?
    /// How calls are marked.
    package var formats: [ToolCallFormat] = []
    /// Whether an answer that is nothing but a JSON object calls a tool (Llama 3).
    package var allowsBareCall = false

    /// No reasoning and no tools: the output is the answer.
    package static let plain = AnswerSyntax()

    /// Plain output.
    package init() {}

    /// Finds the syntax that a chat template teaches.
    package init(template: String) {
        if template.contains("</think>") {
            reasoning = ("<think>", "</think>")
        } else if template.contains("[/THINK]") {
            reasoning = ("[THINK]", "[/THINK]")
        }
        let known: [ToolCallFormat] = [.hermes, .mistral, .pythonTag, .granite]
        formats = known.filter { template.contains($0.opening) }
        if template.contains("<function="), !formats.contains(.hermes) {
            formats.append(.functionTag)
        }
        allowsBareCall = template.contains("\"name\": function name, \"parameters\"")
    }

    /// Every text that marks something; where it is one control token, that token must be shown.
    package var markers: [String] {
        var texts = formats.flatMap { [$0.opening, $0.closing].compactMap(\.self) }
        if let reasoning { texts += [reasoning.opening, reasoning.closing] }
        return texts + ["[ARGS]", "[CALL_ID]"]
    }

    /// Equal where every part is.
    package static func == (left: AnswerSyntax, right: AnswerSyntax) -> Bool {
        left.reasoning?.opening == right.reasoning?.opening
            && left.reasoning?.closing == right.reasoning?.closing
            && left.formats == right.formats && left.allowsBareCall == right.allowsBareCall
    }
}
