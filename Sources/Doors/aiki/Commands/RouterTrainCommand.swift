import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki router train`.
struct RouterTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Learn for which questions a local model suffices, or intents.",
        discussion: """
            From a folder as RouteLLM lays its MMLU out: a file mmlu_….csv a subject, each row a question, \
            whether a weak model was right, and whether a strong one was. Or, with --ledger, from what \
            became of this house's own local answers; that is added to an estimate that is there. Or, with \
            --intents, what questions are about: a JSON object a line with "text" and "label", null where \
            it is none of them; router.local_intents and router.external_intents then say where they go.
            """)

    @Argument(help: "The folder.", completion: .directory)
    var folder: String?

    @Flag(help: "Learn from the ledger: which local answers were accepted, and which were not.")
    var ledger = false

    @Option(help: "Learn intents from this file of JSON lines.", completion: .file())
    var intents: String?

    @Option(help: "An installed embedding model; without one only looks are learned.")
    var model: String?

    @Option(
        help: """
            Take the local model to suffice for so many of a hundred questions of the folder; left out, for \
            as many as the weak model does.
            """)
    var suffices: Int?

    @Option(
        help: "A folder that keeps the questions' vectors for the next time.",
        completion: .directory)
    var vectors: String?

    @Option(help: "The file to write; the house's where left out.", completion: .file())
    var out: String?

    @Option(help: "From which every random choice follows.")
    var seed: UInt64 = 1

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [ledger, folder != nil, intents != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("Name a folder, or say --ledger, or --intents FILE.")
        }
        if let suffices, folder == nil || !(1...99).contains(suffices) {
            throw ValidationError("--suffices is 1 to 99, and goes with a folder.")
        }
    }

    func run() async throws {
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        if ledger {
            let learned = try await HouseDoor.withHouse { house in
                try await house.trainRouter(
                    model: model, to: out, seed: seed, progress: bar.handler)
            }
            bar.finish()
            output.show(
                [
                    "good": .integer(Int64(learned.good)), "bad": .integer(Int64(learned.bad)),
                    "file": .string(learned.file),
                ],
                text: "Learned from \(learned.good) local answers that were good enough and "
                    + "\(learned.bad) that were not. Wrote \(learned.file).\n")
        } else if let intents {
            let learned = try await HouseDoor.home().routerRoom.trainIntents(
                intents, model: model, vectors: vectors, to: out, seed: seed, progress: bar.handler)
            bar.finish()
            show(learned)
        } else if let folder {
            let learned = try await HouseDoor.home().routerRoom.train(
                folder, model: model, sufficing: suffices.map { Double($0) / 100 },
                vectors: vectors, to: out, seed: seed, progress: bar.handler)
            bar.finish()
            output.show(
                [
                    "questions": .integer(Int64(learned.questions)),
                    "file": .string(learned.file),
                ],
                text: "Learned from \(learned.questions) questions. Wrote \(learned.file).\n")
        }
    }

    private func show(_ learned: RouterRoom.LearnedIntents) {
        let share = (learned.accuracy * 1000).rounded() / 10
        let threshold = (learned.threshold * 1000).rounded() / 1000
        output.show(
            [
                "texts": .integer(Int64(learned.texts)),
                "outside": .integer(Int64(learned.outside)),
                "intents": .integer(Int64(learned.classes)),
                "accuracy": .number(learned.accuracy),
                "threshold": .number(learned.threshold), "file": .string(learned.file),
            ],
            text:
                "Learned \(learned.classes) intents from \(learned.texts) texts; \(share) % of texts "
                + "that were kept aside were told right. What is less sure than \(threshold) is of none. "
                + "Wrote \(learned.file).\n")
    }
}
