import AikiBase
import AikiDialogue

/// One walk through the fields of a request.
struct RedactionPass {
    private(set) var table = PlaceholderTable()
    private let detector: PersonalDataDetector
    private let identifierDetector: PersonalDataDetector
    private let policy: PrivacyPolicy
    /// Whoever is named anywhere in the request, or is known from memory.
    private var known: KnownNames

    init(policy: PrivacyPolicy, privacy: PrivacyClass) {
        let kinds = policy.maskedKinds(privacy)
        self.policy = policy
        known = KnownNames(policy.knownNames)
        detector = PersonalDataDetector(
            kinds: kinds, ownWords: policy.ownWords, openWords: policy.openWords)
        // Names of tools are words of code: what looks like a person's name there is none.
        identifierDetector = PersonalDataDetector(
            kinds: kinds.subtracting([.name, .address, .phone]), ownWords: policy.ownWords,
            openWords: policy.openWords)
    }

    /// The request with placeholders.
    mutating func mask(_ request: GenerationRequest) throws(PrivacyError) -> GenerationRequest {
        var masked = request
        masked.adapters = []
        masked.client = nil
        masked.person = nil
        masked.scope = nil
        reserve(request)
        switch request.prompt {
        case .tokens: throw .unreadablePrompt
        case .text(let text): masked.prompt = .text(mask(text))
        case .conversation(let conversation):
            try check(conversation.messages.flatMap(\.images))
            let plain = mask(conversation)
            masked.prompt = .conversation(explain(plain))
        }
        masked.stopStrings = request.stopStrings.map { mask($0) }
        switch request.format {
        case .text, .jsonObject: break
        case .jsonSchema(let schema): masked.format = .jsonSchema(mask(schema))
        case .grammar(let grammar): masked.format = .grammar(mask(grammar))
        }
        return masked
    }

    /// Images leave as they are or not at all; a link with something personal in it does not.
    private func check(_ images: [MessageImage]) throws(PrivacyError) {
        let staying = images.filter { image in
            if case .link(let address) = image.content {
                return !policy.imagesLeave || !identifierDetector.find(in: address).isEmpty
            }
            return !policy.imagesLeave
        }
        if !staying.isEmpty { throw .imagesStay(count: staying.count) }
    }

    private mutating func reserve(_ request: GenerationRequest) {
        switch request.prompt {
        case .tokens: break
        case .text(let text): table.reserve(in: text)
        case .conversation(let conversation):
            for message in conversation.messages {
                table.reserve(in: message.text)
                // One who was introduced once is found wherever else they are named.
                known.formUnion(detector.names(in: message.text))
            }
        }
    }

    private mutating func mask(_ conversation: Conversation) -> Conversation {
        var masked = conversation
        masked.templateVariables = [:]
        masked.messages = conversation.messages.map { mask($0) }
        masked.tools = conversation.tools.map { tool in
            ToolDefinition(
                name: maskIdentifier(tool.name), summary: tool.summary.map { mask($0) },
                parameters: mask(tool.parameters))
        }
        return masked
    }

    private mutating func mask(_ message: Message) -> Message {
        var masked = message
        masked.text = mask(message.text)
        masked.reasoning = message.reasoning.map { mask($0) }
        masked.toolCalls = message.toolCalls.map { call in
            ToolCall(
                id: maskIdentifier(call.id), name: maskIdentifier(call.name),
                arguments: mask(call.arguments))
        }
        masked.toolCallID = message.toolCallID.map { maskIdentifier($0) }
        masked.name = message.name.map { name in
            // A tool's name is a word of code; anybody else's is a person's.
            message.role == .tool ? maskIdentifier(name) : maskSpeaker(name)
        }
        return masked
    }

    private mutating func maskSpeaker(_ name: String) -> String {
        guard detector.kinds.contains(.name) else { return maskIdentifier(name) }
        return withoutBrackets(table.placeholder(for: name, .name))
    }

    private mutating func mask(_ text: String) -> String {
        let spans = detector.find(in: text, known: known)
        if spans.isEmpty { return text }
        return String(decoding: table.replace(spans, in: Array(text.utf8)), as: UTF8.self)
    }

    private mutating func mask(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: return value
        case .string(let text): return .string(mask(text))
        case .integer(let number):
            let text = String(number)
            let masked = mask(text)
            return masked == text ? value : .string(masked)
        case .number(let number):
            let text = "\(number)"
            let masked = mask(text)
            return masked == text ? value : .string(masked)
        case .array(let values): return .array(values.map { mask($0) })
        case .object(let object):
            return .object(
                JSONObject(object.pairs.map { (maskIdentifier($0.key), mask($0.value)) }))
        }
    }

    /// An id or the name of a tool: replaced whole, by letters that may stand in one.
    private mutating func maskIdentifier(_ text: String) -> String {
        guard let span = identifierDetector.find(in: text).first else { return text }
        return withoutBrackets(table.placeholder(for: text, span.kind))
    }

    private func withoutBrackets(_ placeholder: String) -> String {
        String(placeholder.dropFirst().dropLast())
    }

    /// Tells the model what the placeholders are, at the end of the first instructions.
    private func explain(_ conversation: Conversation) -> Conversation {
        guard policy.explainsPlaceholders, !table.originals.isEmpty else { return conversation }
        let note =
            "Words in square brackets such as [NAME_1] or [PHONE_2] stand for things that are "
            + "kept private; [NAME_1A] is a part of the name [NAME_1]. Use them exactly as they "
            + "are wherever you mean what they stand for."
        var explained = conversation
        if let first = explained.messages.first, first.role == .system || first.role == .developer {
            explained.messages[0].text += first.text.isEmpty ? note : "\n\n" + note
        } else {
            explained.messages.insert(Message(role: .system, text: note), at: 0)
        }
        return explained
    }
}
