import AikiBase
import AikiMemory
import Foundation
import Testing

/// Goal: what came out of memory never becomes a new memory. Method: a thousand turns in which
/// everything that memory holds comes back, in answers, in questions, in prompts that clients send
/// whole, also after it stopped being true.
@Suite struct FeedbackTests {
    @Test func noFactIsBornTwiceInAThousandTurnsOfFeedback() async throws {
        let fixture = try FactFixture()
        let said = [
            "I live in Oslo.", "My sister Ines lives in Porto.", "I'm allergic to peanuts.",
            "My favorite color is green.", "I work as a nurse at Haukeland.",
            "We have a dog called Rex.", "I bought a red bicycle yesterday.",
            "I'm planning to visit Japan next spring.", "I play the cello.",
        ]
        for (index, text) in said.enumerated() { try await fixture.say(text, second: index) }
        // Two facts stop being true: what is recalled of them must not bring them back.
        try await fixture.say("I live in Bergen now.", second: 50)
        try await fixture.say("My favorite color is black.", second: 51)
        let before = try await fixture.sentences()
        var query = FactQuery()
        query.includesEnded = true
        let all = try await fixture.facts.facts(query)
        #expect(all.count > before.count)
        for turn in 0..<1000 {
            let fact = all[turn % all.count]
            let original = said[turn % said.count]
            let shown = [
                RecalledText(text: fact.sentence, message: fact.source.message, fact: fact.id),
                RecalledText(text: original, message: fact.source.message),
            ]
            let texts = [
                "What you remember:\n- \(fact.sentence) (2026-03-14, chat)\n\nWhat is for dinner?",
                "You said: \(fact.sentence)", "\(original) That is what you told me.", original,
                "So \(original.prefix(1).lowercased() + original.dropFirst())",
                "Is it true that \(original.dropLast())?", fact.sentence,
                "\(original) \(fact.sentence)",
            ]
            try await fixture.say(
                texts[turn % texts.count], "You told me: \(original) \(fact.sentence)",
                second: 100 + turn, recalled: shown)
        }
        #expect(try await fixture.sentences() == before)
        #expect(try await fixture.facts.facts(query).count == all.count)
        #expect(try await fixture.problems() == [])
    }

    @Test func whatIsNewIsStillUnderstoodBesideWhatWasRecalled() async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.")
        try await fixture.say(
            "I live in Oslo. My brother Per works as a cook.", second: 5,
            recalled: [RecalledText(text: "The user lives in Oslo.")])
        #expect(
            try await fixture.sentences() == [
                "The user lives in Oslo.", "The user's brother is called Per.",
                "Per works as a cook.",
            ])
    }

    @Test(arguments: [
        ("I moved back to Oslo.", "Oslo"), ("No, I live in Oslo!", "Oslo"),
        ("I live in Oslo again.", "Oslo"), ("Jeg bor i Oslo igjen.", "Oslo"),
        ("I live in Oslo.", "Bergen"), ("So I live in Oslo. Who else does now?", "Bergen"),
    ])
    func `what is over comes back where a person says that it is so again`(
        _ text: String, _ home: String
    ) async throws {
        let fixture = try FactFixture()
        try await fixture.say("I live in Oslo.")
        try await fixture.say("I moved to Bergen.", second: 5)
        try await fixture.say(
            text, second: 10,
            recalled: [
                RecalledText(text: "I live in Oslo."), RecalledText(text: "I moved to Bergen."),
            ])
        #expect(try await fixture.sentences() == ["The user lives in \(home)."])
    }

    @Test func whatTheAssistantSaysIsNeverRead() async throws {
        let fixture = try FactFixture()
        try await fixture.say("Hello!", "I live in Rome. My sister Ada is a pilot.")
        #expect(try await fixture.sentences() == [])
    }
}
