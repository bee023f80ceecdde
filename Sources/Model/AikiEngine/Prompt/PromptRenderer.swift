package import AikiBase
package import AikiDialogue
package import AikiTemplate
package import AikiTokenizer

/// Puts a conversation into tokens by the model's chat template, so that control tokens come from the
/// template and never from a text that someone wrote.
///
/// A user who writes `<|im_end|>` must not end a turn. Templates give back one string, in which the
/// template's own control tokens and the user's texts look alike; so the conversation is rendered
/// twice: as it is, and with characters of the user's texts replaced by characters of private use.
/// Where the second, with the characters put back, equals the first, the template did not look at
/// them, and the marks tell for each byte who wrote it. Control tokens are then parsed only where
/// they touch no byte of a user's.
///
/// Three extents of marking are tried, the strictest first (see ``TextMarks/Extent``): templates that
/// compare texts (`param.type == "string"`) fail the first, templates that cut reasoning out of old
/// answers (`content.split('</think>')`) may fail the second. The third leaves a gap, two texts that
/// form a spelling together; so it counts only if it has the control tokens of the second. Where the
/// template looks at marked characters in every extent, the second is used as it is: safe always, if
/// then without what the template would have cut.
package struct PromptRenderer: Sendable {
    /// A conversation in tokens.
    package struct Rendered: Sendable, Equatable {
        /// The tokens, `bos` in front where the model wants it.
        package var tokens: [Int32]
        /// The text they stand for.
        package var text: String
    }

    /// The template that is rendered.
    package let template: ChatTemplate
    private let variables: TemplateVariables
    private let tokenizer: Tokenizer
    private let spellings: ControlSpellings
    private let model: String
    private let clock: any WallClock

    /// Prepares a model's template.
    package init(
        template: ChatTemplate, tokenizer: Tokenizer, spellings: ControlSpellings, model: String,
        clock: any WallClock
    ) {
        self.template = template
        self.tokenizer = tokenizer
        self.spellings = spellings
        self.model = model
        self.clock = clock
        variables = TemplateVariables(
            template: template, tokens: Self.tokenVariables(tokenizer))
    }

    /// Renders a conversation.
    ///
    /// - Throws: ``ModelRequestError/templateRefused(model:problem:)``.
    /// - Complexity: two renderings, three or four for some templates.
    package func render(_ conversation: Conversation) throws(ModelRequestError) -> Rendered {
        let plain = try render(conversation) { $0 }
        var written = [plain, template.source]
        _ = variables.variables(conversation) { text in
            written.append(text)
            return text
        }
        var ends: Rendered?
        for extent in TextMarks.Extent.allCases {
            let marks = TextMarks(spellings, extent, avoiding: written)
            // A template may refuse marks where it would take the text: the next extent has fewer.
            guard let marked = try? render(conversation, mark: marks.mark) else { continue }
            let (text, plainRanges) = marks.restore(marked)
            if text != plain, extent != .ends { continue }
            let rendered = Rendered(tokens: encode(text, plainRanges), text: text)
            if extent == .ends { ends = rendered }
            guard text == plain else { continue }
            if extent == .spellings, let ends, controls(rendered) != controls(ends) { continue }
            return rendered
        }
        guard let ends else {
            throw .templateRefused(
                model: model, problem: "it compares texts that hold its own control tokens")
        }
        return ends
    }

    private func render(
        _ conversation: Conversation, mark: (String) -> String
    ) throws(ModelRequestError) -> String {
        do {
            return try template.render(variables.variables(conversation, mark: mark), clock: clock)
        } catch {
            throw .templateRefused(model: model, problem: error.message)
        }
    }

    private func encode(_ text: String, _ plainRanges: [Range<Int>]) -> [Int32] {
        let tokens = tokenizer.encode(
            text, addSpecial: false, parseSpecial: true, plainRanges: plainRanges)
        // Templates that write `bos` themselves must not get a second one.
        guard tokenizer.special.addsBOS, let bos = tokenizer.special.bos, tokens.first != bos else {
            return tokens
        }
        return [bos] + tokens
    }

    private func controls(_ rendered: Rendered) -> [Int32] {
        rendered.tokens.filter { tokenizer.kind(of: $0) == .control }
    }

    private static func tokenVariables(_ tokenizer: Tokenizer) -> JSONObject {
        let special = tokenizer.special
        func spelling(_ id: Int32?) -> JSONValue { .string(id.map(tokenizer.text(of:)) ?? "") }
        return [
            "bos_token": spelling(special.bos), "eos_token": spelling(special.eos),
            "unk_token": spelling(special.unknown), "pad_token": spelling(special.padding),
        ]
    }
}
