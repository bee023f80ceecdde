import AikiBase
import AikiTemplate
import Testing

/// Goal: what is learnt of a conversation is what serving generates. Method: templates that write answers
/// alike always, otherwise when more follows, and behind a prompt of which they keep a part.
@Suite struct WrittenConversationTests {
    private static let messages: [JSONValue] = [
        ["role": "user", "content": "Hi"], ["role": "assistant", "content": "Yes."],
        ["role": "user", "content": "Bye"], ["role": "assistant", "content": "\u{301}No."],
    ]

    /// The text, and the answers in it.
    private func written(
        _ template: String, _ messages: [JSONValue] = Self.messages
    ) throws -> (text: String, answers: [String], uncut: Int) {
        let written = try WrittenConversation(
            messages, template: try ChatTemplate(source: template), bos: "<s>", eos: "</s>")
        return (
            String(decoding: written.text, as: UTF8.self),
            written.answers.map { String(decoding: written.text[$0], as: UTF8.self) },
            written.uncutAnswers
        )
    }

    @Test func `every answer and its end is cut out`() throws {
        let template = """
            {{ bos_token }}{% for m in messages %}[{{ m.role }}] {{ m.content }}{{ eos_token }}{% endfor %}\
            {% if add_generation_prompt %}[assistant] {% endif %}
            """
        let (text, answers, uncut) = try written(template)
        #expect(
            text == "<s>[user] Hi</s>[assistant] Yes.</s>[user] Bye</s>[assistant] \u{301}No.</s>")
        #expect(answers == ["Yes.</s>", "\u{301}No.</s>"] && uncut == 0)
        let asked = try written(template, Self.messages + [["role": "user", "content": "So?"]])
        #expect(asked.answers == answers && asked.uncut == 0)
        let none = try written(template, Array(Self.messages.prefix(1)))
        #expect(none.answers.isEmpty && none.uncut == 0)
    }

    /// As Qwen 3 does with what was thought.
    @Test func `an answer that changes when more follows is none`() throws {
        let (text, answers, uncut) = try written(
            """
            {% for m in messages %}[{{ m.role }}] \
            {% if loop.last and m.role == "assistant" %}hm, {% endif %}{{ m.content }}.\
            {% endfor %}{% if add_generation_prompt %}[assistant] {% endif %}
            """)
        #expect(text == "[user] Hi.[assistant] Yes..[user] Bye.[assistant] hm, \u{301}No..")
        #expect(answers == ["hm, \u{301}No.."] && uncut == 1)
    }

    @Test func `a prompt's own words are no part of the last answer, and spoil the ones before`()
        throws
    {
        let (_, answers, uncut) = try written(
            """
            {% for m in messages %}[{{ m.role }}] {{ m.content }}.{% endfor %}\
            {% if add_generation_prompt %}[assistant] hm,{% endif %}
            """)
        #expect(answers == ["\u{301}No.."] && uncut == 1)
    }

    @Test func `a template's refusal is told`() throws {
        #expect(throws: TemplateError.self) {
            _ = try written("{{ raise_exception('no') }}")
        }
    }
}
