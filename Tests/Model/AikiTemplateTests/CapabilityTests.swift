import AikiBase
import AikiTemplate
import Foundation
import Testing

/// Goal: what a template can do is found by asking it. Method: small templates; known real ones.
@Suite struct CapabilityTests {
    static func capabilities(_ source: String) throws -> TemplateCapabilities {
        try ChatTemplate(source: source).capabilities()
    }

    @Test func plainTemplatesCanDoLittle() throws {
        let found = try Self.capabilities(
            "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}")
        #expect(found.supportsSystemRole)
        #expect(!found.supportsTools)
        #expect(!found.supportsToolCalls)
        #expect(!found.requiresTypedContent)
        #expect(!found.supportsThinkingSwitch)
        #expect(!found.supportsGenerationPrompt)
    }

    @Test func aSystemMessageThatIsRefusedIsNoted() throws {
        let found = try Self.capabilities(
            "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
                + "{{ m.content }}{% endfor %}{% if add_generation_prompt %}>{% endif %}")
        #expect(!found.supportsSystemRole)
        #expect(found.supportsGenerationPrompt)
    }

    @Test func contentThatMustBeAListIsNoted() throws {
        let found = try Self.capabilities(
            "{% for m in messages %}{% for p in m.content %}{{ p['text'] }}{% endfor %}{% endfor %}"
        )
        #expect(found.requiresTypedContent)
        #expect(found.supportsTypedContent)
        #expect(found.supportsSystemRole)
    }

    @Test func argumentsThatMustBeObjectsAreNoted() throws {
        let object = try Self.capabilities(
            "{% for m in messages %}{{ m.content }}{% for c in m.tool_calls %}{{ c.function.name }}"
                + "{% for k, v in c.function.arguments.items() %}{{ k }}={{ v }}{% endfor %}"
                + "{% endfor %}{% endfor %}")
        #expect(object.supportsToolCalls)
        #expect(object.requiresObjectArguments)
        #expect(object.supportsParallelToolCalls)
        let text = try Self.capabilities(
            "{% for m in messages %}{{ m.content }}{% for c in m.tool_calls %}{{ c.function.name }}"
                + "{{ c.function.arguments }}{% endfor %}{% endfor %}")
        #expect(text.supportsToolCalls)
        #expect(!text.requiresObjectArguments)
    }

    @Test(.enabled(if: ReferenceTests.dataFolder != nil, "AIKI_DATA is not set"))
    func knownTemplatesAreUnderstood() throws {
        let folder = URL(filePath: ReferenceTests.dataFolder ?? "").appending(
            path: "tokenizers/chat-templates")
        func read(_ name: String) throws -> TemplateCapabilities {
            try Self.capabilities(
                try String(contentsOf: folder.appending(path: name + ".jinja"), encoding: .utf8))
        }
        let qwen = try read("Qwen-Qwen3-0.6B")
        #expect(qwen.supportsSystemRole && qwen.supportsTools && qwen.supportsToolCalls)
        #expect(qwen.supportsThinkingSwitch && qwen.supportsParallelToolCalls)
        #expect(qwen.supportsToolResults && qwen.supportsReasoningContent)
        let gemma = try read("google-gemma-2-2b-it")
        #expect(!gemma.supportsSystemRole && !gemma.supportsTools)
        let llama = try read("meta-llama-Llama-3.1-8B-Instruct")
        #expect(llama.supportsTools && llama.supportsToolCalls && !llama.supportsParallelToolCalls)
    }
}
