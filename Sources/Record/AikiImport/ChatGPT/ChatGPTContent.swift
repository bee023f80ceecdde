import AikiBase
import AikiDialogue

/// What one message of the export says.
enum ChatGPTContent {
    /// What becomes of a message.
    enum Outcome: Equatable {
        case message(Message, model: String?)
        /// What the model thought before it answered.
        case thoughts(String)
        case skipped(ImportSkip.Reason)
    }

    /// Reads a message.
    static func read(_ value: JSONValue, name: String) -> Outcome {
        guard let roleText = value["author"]?["role"]?.text, let role = Role(rawValue: roleText)
        else { return .skipped(.unknownKind) }
        let metadata = value["metadata"]
        if metadata?["is_visually_hidden_from_conversation"]?.truth == true,
            metadata?["is_user_system_message"]?.truth != true
        {
            return .skipped(.hidden)
        }
        let kind = value["content"]?["content_type"]?.text ?? "text"
        let text = text(of: value, kind)
        let model = metadata?["model_slug"]?.text
        switch role {
        case .system, .developer:
            guard
                metadata?["is_user_system_message"]?.truth == true
                    || kind == "user_editable_context"
            else { return .skipped(.systemPrompt) }
            return text.isEmpty
                ? .skipped(.empty) : .message(Message(role: .system, text: text), model: nil)
        case .user:
            // Custom instructions come in the name of the person.
            let role: Role = kind == "user_editable_context" ? .system : .user
            return text.isEmpty
                ? .skipped(.empty) : .message(Message(role: role, text: text), model: nil)
        case .assistant: return answer(value, kind, text, name: name, model: model)
        case .tool:
            guard ["execution_output", "tether_quote", "multimodal_text"].contains(kind) else {
                return .skipped(.toolNoise)
            }
            if text.isEmpty { return .skipped(.empty) }
            let tool = value["author"]?["name"]?.text
            return .message(
                Message(role: .tool, text: text, toolCallID: nil, name: tool), model: nil)
        }
    }

    private static func answer(
        _ value: JSONValue, _ kind: String, _ text: String, name: String, model: String?
    ) -> Outcome {
        if kind == "thoughts" { return text.isEmpty ? .skipped(.empty) : .thoughts(text) }
        if kind == "reasoning_recap" || kind == "tether_browsing_display" {
            return .skipped(.status)
        }
        if text.isEmpty { return .skipped(.empty) }
        let recipient = value["recipient"]?.text ?? "all"
        guard recipient != "all" else {
            return .message(Message(role: .assistant, text: text), model: model)
        }
        let raw = value["content"]?["text"]?.text ?? text
        let call = ToolCall(
            id: value["id"]?.text ?? name, name: recipient, arguments: .string(raw))
        return .message(Message(role: .assistant, text: "", toolCalls: [call]), model: model)
    }

    /// The text of a content of any kind; what is no text is named in brackets.
    private static func text(of value: JSONValue, _ kind: String) -> String {
        guard let content = value["content"] else { return "" }
        var blocks: [String] = []
        switch kind {
        case "code":
            let language = content["language"]?.text.flatMap { $0 == "unknown" ? nil : $0 } ?? ""
            if let code = content["text"]?.text, !code.isEmpty {
                blocks.append("```\(language)\n\(code)\n```")
            }
        case "thoughts":
            for thought in content["thoughts"]?.elements ?? [] {
                let parts = [thought["summary"]?.text, thought["content"]?.text]
                blocks.append(parts.compactMap { $0 }.joined(separator: "\n"))
            }
        case "user_editable_context":
            blocks += ["user_profile", "user_instructions"].compactMap { content[$0]?.text }
        default:
            blocks += (content["parts"]?.elements ?? []).compactMap(part)
            if let text = content["text"]?.text { blocks.append(text) }
            if let text = content["result"]?.text { blocks.append(text) }
        }
        blocks += (value["metadata"]?["attachments"]?.elements ?? []).compactMap { attachment in
            let name = attachment["name"]?.text ?? attachment["id"]?.text
            return name.map { "[file: \($0)]" }
        }
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// A part of a message: text, or what stands for a picture, a sound or a film.
    private static func part(_ part: JSONValue) -> String? {
        if let text = part.text { return text }
        let kind = part["content_type"]?.text ?? ""
        if kind == "audio_transcription" { return part["text"]?.text }
        let pointer =
            part["asset_pointer"]?.text
            ?? part["audio_asset_pointer"]?["asset_pointer"]?.text
        switch kind {
        case "image_asset_pointer":
            var words = ["image:", pointer ?? "unknown"]
            if let width = part["width"]?.wholeNumber, let height = part["height"]?.wholeNumber {
                words.append("\(width)×\(height)")
            }
            if let prompt = part["metadata"]?["dalle"]?["prompt"]?.text, !prompt.isEmpty {
                words.append("“\(prompt)”")
            }
            return "[\(words.joined(separator: " "))]"
        case "audio_asset_pointer", "real_time_user_audio_video_asset_pointer":
            return "[sound: \(pointer ?? "unknown")]"
        case "video_container_asset_pointer": return "[film: \(pointer ?? "unknown")]"
        default: return part["text"]?.text ?? pointer.map { "[\(kind): \($0)]" }
        }
    }
}
