import AikiBase
import AikiHouse
import AikiRouter
import AikiTurn
import Foundation
import Testing

/// Goal: the router learns from files and from the ledger, and is judged on the real data where it is there.
/// Method: folders made here; RouteLLM's MMLU, CLINC150 and banking77 by looks and words alone.
@Suite struct RoutingTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "aiki-routing-\(UUID().uuidString)")

    private func home() throws -> HouseHome {
        try HouseHome(environment: ["AIKI_HOME": folder.path])
    }

    private func write(_ text: String, to name: String) throws -> String {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.deletingLastPathComponent().path
    }

    @Test func `an estimate is learned from a folder, installed and read`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = (0..<300).map { index in
            index % 2 == 0
                ? "\"What is \(index) * 3,\nroughly?\",False,True" : "Who was it?,True,True"
        }
        let path = try write(
            "prompt,weak,strong\n" + rows.joined(separator: "\n") + "\n", to: "d/mmlu_a.csv")
        let room = try home().routerRoom
        #expect(try room.estimate() == nil)
        let learned = try await room.train(
            path, model: nil, vectors: nil, to: nil, seed: 1, progress: nil)
        #expect(learned.questions == 300 && learned.file == room.file.path)
        let estimate = try #require(try room.estimate())
        #expect(estimate.probability("What is 8 * 3,\nroughly?", vector: nil) < 0.2)
        #expect(estimate.probability("Who was it?", vector: nil) > 0.8)
        let report = try await room.evaluate(
            folder.path, model: nil, vectors: nil, seed: 1, progress: nil)
        #expect(try #require(report.atRandom.first).whole.average > 0.7)
        try Data("AIKIROUT".utf8).write(to: room.file)
        #expect(throws: RouterError.self) { try room.estimate() }
    }

    /// An installed model that embeds and one that writes, made of fixtures.
    private func installModels(_ home: HouseHome) throws {
        let fixtures = URL(filePath: #filePath).appending(
            path: "../../../Fixtures/architectures")
        for name in ["bert", "llama"] {
            _ = try home.shelf.importModel(
                at: fixtures.appending(path: name).standardizedFileURL.path, name: name,
                precision: "F32", progress: nil)
        }
    }

    @Test func `a house takes the estimate that came with the program, and its own before that`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let shipped = folder.appending(path: "shipped")
        let home = try HouseHome(environment: [
            "AIKI_HOME": folder.path, "AIKI_SHIPPED_MODELS": shipped.path,
        ])
        let room = home.routerRoom
        try installModels(home)
        func train(who: Bool, to file: URL) async throws {
            let (right, wrong) = who ? ("True", "False") : ("False", "True")
            let rows = (0..<200).map { index in
                index % 2 == 0
                    ? "\"What is \(index) * 3,\nroughly?\",\(wrong),True"
                    : "Who was it?,\(right),True"
            }
            let path = try write(
                "prompt,weak,strong\n" + rows.joined(separator: "\n") + "\n", to: "d/mmlu_a.csv")
            _ = try await room.train(
                path, model: "bert", vectors: nil, to: file.path, seed: 1, progress: nil)
        }
        func suffices() async throws -> Double? {
            let house = try House(home)
            let input = TurnInput(text: "Who was it?", door: "explain")
            let said = try await house.turn.explain(input).features.sufficiency
            try await house.close()
            return said
        }
        func outcomesNeeded() async throws -> Int {
            let house = try House(home)
            var needed = 0
            do {
                _ = try await house.trainRouter(model: nil, to: nil, seed: 1, progress: nil)
            } catch HouseError.tooFewOutcomes(_, let count) {
                needed = count
            }
            try await house.close()
            return needed
        }
        #expect(try await suffices() == nil)
        #expect(try await outcomesNeeded() == RouterRoom.outcomesMin)
        let file = try #require(room.shippedFile)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try await train(who: true, to: file)
        #expect(try room.estimate() == nil)
        #expect(try #require(try await suffices()) > 0.8)
        #expect(try await outcomesNeeded() == 1)
        try await train(who: false, to: room.file)
        #expect(try #require(try await suffices()) < 0.2)
        try FileManager.default.removeItem(at: room.file)
        try home.shelf.remove("bert")
        #expect(try await suffices() == nil)
    }

    @Test func `intents are learned from both vectors of a model, and told from them`() async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = try home()
        try installModels(home)
        let lines = (0..<40).map { index in
            let (text, label) =
                index % 2 == 0 ? ("cancel my order", "cancel") : ("where is my parcel", "track")
            return "{\"text\": \"\(text) \(index)\", \"label\": \"\(label)\"}"
        }
        let path = try write(lines.joined(separator: "\n") + "\n", to: "d/intents.jsonl")
        _ = try await home.routerRoom.trainIntents(
            path + "/intents.jsonl", model: "bert", vectors: folder.path + "/v", to: nil, seed: 1,
            progress: nil)
        let intents = try #require(try home.routerRoom.intents())
        #expect(!intents.probe.isEmpty && intents.dimensions == 2 * intents.probe.count)
        let house = try House(home)
        let input = TurnInput(text: "cancel my order 8", door: "explain")
        #expect(try await house.turn.explain(input).features.intent == "cancel")
        try await house.close()
    }

    @Test func `intents are learned from lines, installed and read`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = (0..<60).map { index in
            index % 3 == 2
                ? "{\"text\": \"what lovely weather \(index)\", \"label\": null}"
                : "{\"text\": \"\(index % 3 == 0 ? "cancel my order" : "where is my parcel") "
                    + "\(index)\", \"label\": \"\(index % 3 == 0 ? "cancel" : "track")\"}"
        }
        let path = try write(lines.joined(separator: "\n") + "\n", to: "d/intents.jsonl")
        let room = try home().routerRoom
        #expect(try room.intents() == nil)
        let learned = try await room.trainIntents(
            path + "/intents.jsonl", model: nil, vectors: nil, to: nil, seed: 1, progress: nil)
        #expect(learned.texts == 40 && learned.outside == 20 && learned.classes == 2)
        #expect(learned.accuracy == 1 && learned.file == room.intentsFile.path)
        let intents = try #require(try room.intents())
        #expect(intents.threshold == learned.threshold)
        #expect(intents.intent(of: "cancel my order 99", vector: []) == "cancel")
        #expect(intents.intent(of: "tell me a story", vector: []) == nil)
        try Data("AIKIINTS".utf8).write(to: room.intentsFile)
        #expect(throws: RouterError.self) { try room.intents() }
    }

    @Test func `lines that teach no intents are named`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let room = try home().routerRoom
        func learn(_ text: String) async throws -> RouterRoom.LearnedIntents {
            let path = try write(text, to: "d/intents.jsonl") + "/intents.jsonl"
            return try await room.trainIntents(
                path, model: nil, vectors: nil, to: nil, seed: 1, progress: nil)
        }
        let long = String(repeating: "l", count: IntentClassifier.labelBytesMax)
        let fine = "{\"text\": \"a\", \"label\": \"x\"}\n"
        _ = try await learn(fine + "{\"text\": \"b\", \"label\": \"\(long)\"}\n")
        let many = (0...IntentClassifier.classesMax)
            .map { "{\"text\": \"a\", \"label\": \"\($0)\"}" }.joined(separator: "\n")
        for bad in [
            "", fine, fine + "{\"text\": \"b\", \"label\": \"l\(long)\"}\n", fine + "b\n",
            fine + "{\"label\": \"y\"}\n", fine + "{\"text\": \"b\", \"label\": \"\"}\n", many,
        ] {
            await #expect(throws: HouseError.self, "\(bad.prefix(80))") { try await learn(bad) }
        }
    }

    @Test func `folders and files that are no data are named`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let room = try home().routerRoom
        func refused(_ path: String) async {
            await #expect(throws: HouseError.self) {
                try await room.evaluate(path, model: nil, vectors: nil, seed: 1, progress: nil)
            }
        }
        await refused(folder.path + "/none")
        await refused(try write("x", to: "empty/readme.txt"))
        await refused(try write("prompt,weak,strong\nq,1,0\n", to: "odd/mmlu_a.csv"))
        await refused(try write("a,b\n", to: "bank/train.csv"))
        await refused(try write("[]", to: "clinc/data_full.json"))
        await refused(try write("{\"train\": []}", to: "clinc2/data_full.json"))
    }

    @Test func `without outcomes in the ledger nothing is learned from it`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let house = try House(try home())
        await #expect(throws: HouseError.tooFewOutcomes(found: 0, needed: 20)) {
            try await house.trainRouter(model: nil, to: nil, seed: 1, progress: nil)
        }
        try await house.close()
    }

    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil,
            "skipped: AIKI_DATA is not set"))
    func `looks alone route subjects that were not seen better than chance`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = try #require(ProcessInfo.processInfo.environment["AIKI_DATA"])
        let report = try await home().routerRoom.evaluate(
            data + "/router/routellm/mmlu/responses", model: nil, vectors: nil, seed: 1,
            progress: nil)
        let bySubject = try #require(report.bySubject.first)
        let atRandom = try #require(report.atRandom.first)
        #expect(bySubject.whole.average > 0.58, "\(bySubject)")
        #expect(atRandom.whole.average > 0.66, "\(atRandom)")
        #expect(atRandom.calibrationError < 0.04)
    }
}
