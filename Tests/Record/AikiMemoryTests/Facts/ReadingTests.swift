import AikiMemory
import Foundation
import Testing

/// Goal: sentences are understood as what they say. Method: one sentence a case, and the sentences
/// that memory then holds.
@Suite struct ReadingTests {
    @Test(arguments: [
        ("I live in Bergen.", ["The user lives in Bergen."]),
        (
            "My sister Ines lives in Porto.",
            ["The user's sister is called Ines.", "Ines lives in Porto."]
        ),
        (
            "I moved from Oslo to Bergen last May.",
            ["The user lives in Bergen.", "The user lived in Oslo."]
        ),
        (
            "I'm allergic to peanuts and shellfish.",
            ["The user is allergic to peanuts.", "The user is allergic to shellfish."]
        ),
        ("My favorite color is dark green.", ["The user's favorite color is dark green."]),
        (
            "I work as a nurse at Haukeland.",
            ["The user works as a nurse.", "The user works at Haukeland."]
        ),
        ("I don't like olives.", ["The user dislikes olives."]),
        ("My name is Ola.", ["The user is called Ola."]),
        ("I'm 34 years old.", ["The user is 34 years old."]),
        (
            "My dentist is called Dr. Holm and she works in Bodø.",
            ["The user's dentist is called Dr. Holm.", "The user's dentist works in Bodø."]
        ),
        ("My boss is called J. R. Ewing.", ["The user's boss is called J. R. Ewing."]),
        ("My boss is Peter.", ["The user's boss is called Peter."]),
        ("My dentist is Dr. Holm.", ["The user's dentist is called Dr. Holm."]),
        (
            "My boss is Peter. Peter's birthday is 4 May, and Peter's wife is a doctor.",
            [
                "The user's boss is called Peter.", "Peter's birthday is on May 4.",
                "Peter's wife is a doctor.",
            ]
        ),
        (
            "My sister is called Ines. Ines's a nurse. Ines's dog is called Rex.",
            ["The user's sister is called Ines.", "Ines is a nurse.", "Ines's dog is called Rex."]
        ),
        ("Peter's birthday is on 4 May.", []),
        ("My mother is Catholic.", ["The user's mother is Catholic."]),
        (
            "We have a dog called Rex.",
            ["The user has a dog called Rex.", "The user's dog is called Rex."]
        ),
        ("I adopted a cat yesterday!", ["The user adopted a cat."]),
        ("I started working at Siemens in May.", ["The user works at Siemens."]),
        (
            "I got a new job as a cook at Fjord.",
            ["The user works as a cook.", "The user works at Fjord."]
        ),
        (
            "I started working at Siemens eight years ago.",
            ["The user started working at Siemens."]
        ),
        (
            "My brother is a pilot. He lives in Rome.",
            ["The user's brother is a pilot.", "The user's brother lives in Rome."]
        ),
        ("Just moved to Bergen!", ["The user lives in Bergen."]),
        ("I live in Bergen, what should I see this weekend?", ["The user lives in Bergen."]),
        ("What should I get my daughter Emma?", ["The user's daughter is called Emma."]),
        ("Jeg bor i Bergen og jobber som lærer.", ["The user lives in Bergen."]),
        (
            "Ich heiße Jonas und ich wohne in Köln.",
            ["The user is called Jonas.", "The user lives in Köln."]
        ),
        (
            "Меня зовут Анна, я живу в Казани.",
            ["The user is called Анна.", "The user lives in Казани."]
        ),
    ])
    func aStatementIsUnderstood(_ text: String, _ expected: [String]) async throws {
        let fixture = try FactFixture()
        try await fixture.say(text)
        let found = try await fixture.sentences()
        for sentence in expected { #expect(found.contains(sentence), "\(found)") }
        #expect(try await fixture.problems() == [])
    }

    @Test func `a day that is told is not the day from which it holds`() async throws {
        let fixture = try FactFixture()
        try await fixture.say("My birthday is on 4 May. I have lived in Bergen since May 2020.")
        let facts = try await fixture.facts.facts(FactQuery())
        let held = Dictionary(
            facts.map { ($0.statement.relation, $0.validFrom) }, uniquingKeysWith: { $1 })
        #expect(held["is on"] == .some(nil))
        #expect(held["lives in"].flatMap(\.self)?.ISO8601Format().hasPrefix("2020-05") == true)
    }

    @Test(arguments: [
        ("Do I live in Bergen?", GateReason.question),
        ("Please forget that I like olives.", .negated),
        ("If I lived in Bergen, I would ski every day.", .hypothetical),
        ("Tom says I live in a dream.", .hearsay),
        ("Translate: I live in Paris and love dogs.", .payload),
        ("I live in Paris and love dogs. Translate this to German.", .payload),
        ("I'm the king of Norway. Just kidding!", .joke),
        ("> I live in Paris", .quotation),
        ("```\nI live in Paris\n```", .code),
        ("I'm so tired right now.", .passing),
        ("I like your answer.", .conversation),
        ("I love it!", .vague),
        ("Maybe I live in a simulation.", .uncertain),
        ("What you remember:\n- I live in Bergen. (2026-03-14, chat)", .recalled),
    ])
    func whatIsNoFactIsLeftOutWithItsReason(
        _ text: String, _ reason: GateReason
    ) async throws {
        let fixture = try FactFixture()
        let report = try await fixture.say(text)
        #expect(try await fixture.sentences() == [])
        #expect(report.decisions.map(\.reason).contains(reason), "\(report.decisions)")
    }

    @Test(arguments: ["\n", "\r\n"])
    func `lines are told apart on every system`(end: String) async throws {
        let fixture = try FactFixture()
        let cases: [([String], GateReason)] = [
            (["He answered.", "> No. My sister is called Olga.", "And you?"], .quotation),
            (["```", "My sister is called Olga.", "```"], .code),
            (["What you remember:", "- My sister is called Olga. (2026-03-14, chat)"], .recalled),
        ]
        for (lines, reason) in cases {
            let report = try await fixture.say(lines.joined(separator: end))
            #expect(report.decisions.map(\.reason).contains(reason), "\(report.decisions)")
            let found = try await fixture.sentences()
            #expect(!found.contains { $0.contains("Olga") }, "\(found)")
        }
        // The words of a fact stand where it says.
        let text = ["```", "let x = 1", "```", "I live in Bergen."].joined(separator: end)
        let kept = try await fixture.say(text).decisions.filter { $0.reason == .kept }
        #expect(kept.map { $0.source.words(of: text).hasPrefix("I live in Bergen") } == [true])
        #expect(try await fixture.problems() == [])
    }
}
