import AikiMind
import Testing

/// How memories stand in a prompt.
@Suite struct RecalledMemoryTests {
    @Test func `memories are a line each with what is known of their origin`() {
        let memories = [
            RecalledMemory(day: "2026-03-14", source: "chat", text: "Ola lives in Bergen."),
            RecalledMemory(day: "2026-03-15", text: "Ola has\na dog."),
            RecalledMemory(text: "Ines sings."),
        ]
        #expect(
            RecalledMemory.text(memories) == """
                What you remember:
                - Ola lives in Bergen. (2026-03-14, chat)
                - Ola has a dog. (2026-03-15)
                - Ines sings.
                """)
    }

    @Test func `no memories are no text`() {
        #expect(RecalledMemory.text([]).isEmpty)
    }
}
