import AikiBase
import AikiDialogue
import AikiHouse
import AikiMemory
import AikiMind
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: what is forgotten stands in no file of the house, also where a program was ended in it, and what
/// is imported or told is understood at once. Method: a house on disk, searched byte by byte.
@Suite(.timeLimit(.minutes(1))) struct ForgottenHouseTests {
    private static let secret = "zqxharbour"

    /// Files of a folder that hold a word, whatever its case.
    private func files(holding word: String, in folder: TemporaryFolder) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.filter { name in
            guard let data = FileManager.default.contents(atPath: folder.path + "/" + name) else {
                return false
            }
            return String(decoding: data, as: UTF8.self).lowercased().contains(word)
        }
    }

    private func fill(_ folder: TemporaryFolder) async throws {
        let first = try RememberingHouse(
            GroupEmbedder(), in: folder, answer: "\(Self.secret), I see.")
        _ = try await first.say("I live in \(Self.secret.capitalized), by the ship.")
        _ = try await first.say("I like it when you mention \(Self.secret).")
        _ = try await first.say("Where do I live, in which vessel?")
        try await first.close()
        let second = try RememberingHouse(GroupEmbedder(), in: folder, seed: 9)
        _ = try await second.say("I work at a school.")
        // What was recalled for it stands beside it.
        _ = try await second.say("Where do I live?")
        try await second.close()
    }

    private var selection: ForgetSelection {
        var selection = ForgetSelection()
        selection.words = Self.secret
        return selection
    }

    @Test func `a forgotten word stands in no file, and the rest stays`() async throws {
        let folder = try TemporaryFolder()
        try await fill(folder)
        // In the store itself, or in its log beside it.
        #expect(
            try files(holding: Self.secret, in: folder).contains { $0.hasPrefix("aiki.sqlite") })
        let house = try House(try HouseHome(environment: ["AIKI_HOME": folder.path]))
        #expect(try await house.identity().learned.count == 1)
        let summary = try await house.forget(selection)
        #expect(summary.certificate.finished != nil)
        #expect(try files(holding: Self.secret, in: folder) == [])
        #expect(try await house.identity().learned == [])
        #expect(
            try await house.facts.facts(FactQuery()).map(\.sentence) == [
                "The user works at a school."
            ])
        try await house.close()
        #expect(try files(holding: Self.secret, in: folder) == [])
        let later = try RememberingHouse(GroupEmbedder(), in: folder)
        #expect(try await later.store.checkInvariants() == [])
        #expect(try await later.store.findDamage() == [])
    }

    /// Ends the work, as a program does that is killed.
    private struct Killed: MemoryKeeper {
        let name = "killed"
        func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int {
            throw CancellationError()
        }
    }

    @Test func `what was interrupted is named by the doctor and finished by the next to open it`()
        async throws
    {
        let folder = try TemporaryFolder()
        try await fill(folder)
        let environment = ["AIKI_HOME": folder.path]
        try Data("\(Self.secret)\n".utf8).write(to: folder.url.appending(path: "history"))
        let killed = try RememberingHouse(nil, in: folder)
        let forgetting = Forgetting(store: killed.store, keepers: [Killed()])
        await #expect(throws: CancellationError.self) { try await forgetting.forget(selection) }
        #expect(try await forgetting.unfinishedCount() == 1)
        try await killed.close()
        let findings = await Doctor(environment: environment).examine()
        #expect(findings.contains { $0.subject == "forgetting" && $0.verdict == .bad })
        #expect(try files(holding: Self.secret, in: folder).contains("history"))
        let house = try House(try HouseHome(environment: environment))
        try await house.close()
        #expect(try files(holding: Self.secret, in: folder) == [])
        let healed = await Doctor(environment: environment).examine()
        #expect(!healed.contains { $0.subject == "forgetting" })
    }

    @Test func `an import is findable and understood at once`() async throws {
        let folder = try TemporaryFolder()
        let vault = try TemporaryFolder()
        try Data("I live in Bergen.".utf8).write(to: vault.url.appending(path: "Me.md"))
        try Data("---\nauthor: Jane Doe\n---\nI live in Lisbon.".utf8).write(
            to: vault.url.appending(path: "Other.md"))
        let house = try House(try HouseHome(environment: ["AIKI_HOME": folder.path]))
        let summary = try await house.importPast(
            House.ImportOrder(source: "vault", path: vault.path))
        #expect(summary.messages.new == 2 && summary.waitingForMeaning == 0)
        #expect(
            try await house.facts.facts(FactQuery()).map(\.sentence) == [
                "The user lives in Bergen."
            ])
        #expect(try await house.waitingForMeaning() == 2)
        let hits = try await house.recall(RecallQuery("Lisbon", now: Date())).hits
        #expect(hits.first?.speaker == "Jane Doe")
        try await house.close()
    }

    @Test func `what the person says of the assistant stands in its prompts from then on`()
        async throws
    {
        let house = try RememberingHouse(nil)
        _ = try await house.say("I like it when you answer briefly.")
        _ = try await house.say("What is a mutex?")
        #expect(
            house.model.lastPrompt.contains(
                "- 2023-11-14: The user told you: “I like it when you answer briefly”"))
        try await house.close()
    }
}
