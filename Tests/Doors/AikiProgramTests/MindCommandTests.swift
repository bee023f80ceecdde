import AikiBase
import Foundation
import Testing

/// Goal: a person sees who Aiki is, what it settled and why, and a model that is someone else does not
/// take its place unasked. Method: the built program with a tiny model of random weights.
@Suite struct MindCommandTests {
    @Test func `A turn tells what was decided, what was remembered and what the state became`()
        throws
    {
        let program = try Program()
        try program.installTinyModel()
        let words = ["ask", "--max-tokens", "2", "--json"]
        let first = try program.run(words + ["My sister Ines paints boats. I am so happy!"])
        #expect(first.status == 0, "\(first.notes)")
        #expect(first.json["decision"]?["action"] == "act")
        let second = try program.run(words + ["What does my sister Ines paint?"])
        #expect(second.json["memories"]?.elements?.isEmpty == false)
        let turn = second.json["turn"]?.text ?? ""

        let why = try program.run("why", "--json")
        #expect(why.status == 0 && why.json["turn"]?.text == turn)
        #expect(why.json["mind"]?["decision"] == second.json["decision"])
        #expect(why.json["decision_replayed"] == true)
        let texts = why.json["memory_texts"]?.elements?.compactMap { $0["text"]?.text } ?? []
        #expect(texts.contains("My sister Ines paints boats. I am so happy!"))
        #expect(try program.run("why", turn, "--json").json == why.json)
        let told = try program.run("why").output
        for word in ["Decision:", "Memory:", "Model:", "Context:", "boats"] {
            #expect(told.contains(word), "\(word)")
        }
        #expect(try program.run("why", "nowhere").status == 3)

        let mind = try program.run("mind", "show", "--replay", "--json")
        #expect(mind.status == 0)
        #expect(mind.json["state"]?["messages"] == 2 && mind.json["differing"] == 0)
        #expect(try program.run("mind").output.contains("nothing is felt"))
        #expect(try program.run("mind", "triggers").output.contains("nothing to speak up about"))
        #expect(try program.run("mind", "triggers", "--hour", "24").status == 2)
        let quiet = try program.run(
            "mind", "--json", environment: ["AIKI_MIND_TONE": "false"])
        #expect(quiet.json["policies"]?["tone"] == false)
    }

    @Test func `Where remembering is off, nothing is recalled`() throws {
        let program = try Program()
        try program.installTinyModel()
        let words = ["ask", "--max-tokens", "1", "--json"]
        #expect(try program.run(words + ["My sister Ines paints boats."]).status == 0)
        let asked = try program.run(
            words + ["What does my sister paint?"], environment: ["AIKI_MEMORY_RECALL": "false"])
        #expect(asked.json["memories"]?.elements?.isEmpty == true)
        #expect(asked.json["decision"]?["intention"] == "answer")
    }

    @Test func `An identity is shown, learns and is held against a model`() throws {
        let program = try Program()
        let shown = try program.run("identity", "--json")
        #expect(shown.status == 0 && shown.json["name"] == "Aiki")
        let learned = try program.run("identity", "learn", "You answer", "briefly.", "--json")
        #expect(learned.json["learned"]?.elements?.first?["text"] == "You answer briefly.")
        #expect(try program.run("identity", "show").output.contains("You answer briefly."))
        #expect(try program.run("identity", "learn", " ").status == 2)
        #expect(try program.run("identity", "check").status == 3)

        try program.installTinyModel()
        // Random weights are nobody.
        let check = try program.run("identity", "check", "--json")
        #expect(check.status == 4 && check.json["passes"] == false)
        #expect(check.json["assertions"]?.elements?.first?["holds"] == false)
        let refused = try program.run("model", "use", "tiny", "--json")
        #expect(refused.status == 4 && refused.error["code"] == "house.contract-failed")
        #expect(refused.error["hint"]?.text?.contains("--force") == true)
        #expect(try program.run("model", "use", "tiny", "--force").status == 0)

        // A contract that it keeps lets it in.
        let file = program.home.appending(path: "identity.toml")
        let contract =
            "name = 'Aiki'\n[contract]\n[[contract.assert]]\nask = 'Hi'\n"
            + "says_none = ['nothing that it could say by chance']\n"
        try Data(contract.utf8).write(to: file)
        let taken = try program.run("model", "use", "tiny", "--json")
        #expect(taken.status == 0 && taken.json["contract"]?["passes"] == true)
        let doctor = try program.run("doctor").output
        #expect(doctor.contains("contract of 1") && doctor.contains("found by its words"))
    }
}
