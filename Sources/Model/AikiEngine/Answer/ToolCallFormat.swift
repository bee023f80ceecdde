/// How a family of models writes the call of a tool.
package struct ToolCallFormat: Sendable, Equatable {
    /// What stands between the markers.
    package enum Body: Sendable, Equatable {
        /// `{"name": …, "arguments": {…}}`, an array of such, or Qwen3-Coder's
        /// `<function=…><parameter=…>…` tags.
        case object
        /// `name>{…}`: the name belongs to the opening tag.
        case functionTag
        /// Mistral: an array of objects, or `name[CALL_ID]…[ARGS]{…}`.
        case mistral
        /// Llama 3: objects with `parameters`, divided by semicolons, or `name.call(key="value")`.
        case llama
    }

    /// The text or control token that begins a call.
    package let opening: String
    /// What ends it; nil where only the end of the answer does.
    package let closing: String?
    /// What stands between.
    package let body: Body

    /// Hermes, Qwen 2.5 and 3, SmolLM3, Granite 4 and many more.
    package static let hermes = ToolCallFormat(
        opening: "<tool_call>", closing: "</tool_call>", body: .object)
    /// Functionary 3.1 and Llama 3.1's custom tools.
    package static let functionTag = ToolCallFormat(
        opening: "<function=", closing: "</function>", body: .functionTag)
    /// Mistral, from version 3 of its tokenizer on.
    package static let mistral = ToolCallFormat(
        opening: "[TOOL_CALLS]", closing: nil, body: .mistral)
    /// Llama 3.1's marked calls.
    package static let pythonTag = ToolCallFormat(
        opening: "<|python_tag|>", closing: nil, body: .llama)
    /// Granite 3.
    package static let granite = ToolCallFormat(
        opening: "<|tool_call|>", closing: nil, body: .object)
}
