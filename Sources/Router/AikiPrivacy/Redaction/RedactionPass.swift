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
        known = policy.known
        detector = PersonalDataDetector(
            kinds: kinds, ownWords: policy.ownTable, openWords: policy.openForms)
        // Names of tools are words of code: what looks like a person's name there is none.
        identifierDetector = PersonalDataDetector(
            kinds: kinds.subtracting([.name, .address, .phone]), ownWords: policy.ownTable,
            openWords: policy.openForms)
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
        masked.forcedTools = request.forcedTools.map { maskIdentifier($0) }
        masked.stopStrings = request.stopStrings.map { mask($0) }
        switch request.format {
        case .text, .jsonObject: break
        case .jsonSchema(let schema): masked.format = .jsonSchema(maskSchema(schema))
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
        if let effort = conversation.templateVariables["reasoning_effort"]?.text,
            Self.efforts.contains(effort)
        {
            masked.templateVariables["reasoning_effort"] = .string(effort)
        }
        masked.messages = conversation.messages.map { mask($0) }
        masked.tools = conversation.tools.map { tool in
            ToolDefinition(
                name: maskIdentifier(tool.name), summary: tool.summary.map { mask($0) },
                parameters: maskSchema(tool.parameters))
        }
        return masked
    }

    /// The words for how hard a model is to think: of the variables of a template they alone are meant for
    /// providers too, and none of them tells anything of anybody.
    private static let efforts: Set = [
        "none", "minimal", "low", "medium", "high", "xhigh", "max",
    ]

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
        return table.name(for: name, .name)
    }

    private mutating func mask(_ text: String) -> String {
        let spans = detector.find(in: text, known: known)
        if spans.isEmpty { return text }
        return String(decoding: table.replace(spans, in: Array(text.utf8)), as: UTF8.self)
    }

    /// What a tool is called with: keys are texts as values are.
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
            return .object(JSONObject(object.pairs.map { (maskKey($0.key), mask($0.value)) }))
        }
    }

    /// What a schema may name is masked as there, any other key as the text that it is.
    private mutating func maskKey(_ key: String) -> String {
        let masked = maskIdentifier(key)
        return masked == key ? mask(key) : masked
    }

    /// A schema. The properties in it are words of code, wherever it names them.
    private mutating func maskSchema(_ schema: JSONValue) -> JSONValue {
        var names: Set<String> = []
        Self.addProperties(of: schema, to: &names)
        return maskSchema(schema, names)
    }

    private static func addProperties(of schema: JSONValue, to names: inout Set<String>) {
        for element in schema.elements ?? [] { addProperties(of: element, to: &names) }
        for (key, value) in schema.object?.pairs ?? [] {
            if key == "properties" { names.formUnion(value.object?.keys ?? []) }
            addProperties(of: value, to: &names)
        }
    }

    private mutating func maskSchema(_ schema: JSONValue, _ names: Set<String>) -> JSONValue {
        switch schema {
        case .array(let values): return .array(values.map { maskSchema($0, names) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.pairs.map { pair in
                        (maskIdentifier(pair.key), maskMember(pair.key, pair.value, names))
                    }))
        default: return mask(schema)
        }
    }

    /// A member of a schema; what names a property or a definition is masked as that is.
    private mutating func maskMember(
        _ key: String, _ value: JSONValue, _ names: Set<String>
    ) -> JSONValue {
        if key == "required" || key == "propertyOrdering", let elements = value.elements {
            return .array(
                elements.map { element in
                    guard let name = element.text, names.contains(name) else {
                        return maskSchema(element, names)
                    }
                    return .string(maskIdentifier(name))
                })
        }
        if key == "$ref", let path = value.text, path.hasPrefix("#/") {
            let steps = path.split(separator: "/", omittingEmptySubsequences: false)
            return .string(steps.map { maskIdentifier(String($0)) }.joined(separator: "/"))
        }
        return maskSchema(value, names)
    }

    /// An id or the name of a tool: replaced whole, by letters that may stand in one.
    private mutating func maskIdentifier(_ text: String) -> String {
        guard let span = identifierDetector.find(in: text).first else { return text }
        return table.name(for: text, span.kind)
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
