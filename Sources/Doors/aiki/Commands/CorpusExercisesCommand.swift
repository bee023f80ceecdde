import AikiBase
import AikiExercises
import AikiHouse
import ArgumentParser

/// `aiki corpus exercises`.
struct CorpusExercisesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exercises", abstract: "Write dialogues for a small model to learn from.",
        discussion: """
            Conversations with their right answers, a JSON object a line: questions about memories in \
            the prompt, questions that no memory answers, small talk, reminders, rewriting. The same \
            seed gives the same file; names and values of --split test are never an answer in \
            training. `aiki eval MODEL --exercises FILE` grades a model (docs/NANO.md).
            """)

    @Option(help: "How many.")
    var count: Int

    @Option(help: "The file to write.", completion: .file())
    var out: String

    @Option(help: "What all of them follow from.")
    var seed: UInt64 = 1

    @Option(help: "The index of the first, to make parts of one set apart.")
    var first = 0

    @Option(help: "train or test.")
    var split = "train"

    @Option(
        help: """
            conversations as in the product; copying: lists to say again, which a model learns first; \
            recall: many questions about each list of memories; sums: sums alone.
            """)
    var course = ExerciseCourse.conversations.rawValue

    @Flag(help: "Let your own identity.toml speak, and not the one that comes with the program.")
    var ownIdentity = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard ExerciseSplit(rawValue: split) != nil else {
            throw ValidationError("--split is train or test.")
        }
        guard ExerciseCourse(rawValue: course) != nil else {
            throw ValidationError("--course is conversations, copying, recall or sums.")
        }
    }

    func run() async throws {
        var order = ExerciseOrder(count: count, file: out)
        (order.seed, order.first) = (seed, first)
        order.split = ExerciseSplit(rawValue: split) ?? .train
        order.usesOwnIdentity = ownIdentity
        order.course = ExerciseCourse(rawValue: course) ?? .conversations
        let bar = output.makeProgressBar()
        defer { bar.finish() }
        let bytes = try HouseDoor.home().writeExercises(order, progress: bar.handler)
        bar.finish()
        output.show(
            [
                "file": .string(out), "exercises": .integer(Int64(count)),
                "bytes": .integer(bytes), "split": .string(split),
                "seed": .string("\(seed)"), "first": .integer(Int64(first)),
            ],
            text: "Wrote \(count) exercises to \(out) (\(ByteCount.text(bytes))).\n")
    }
}
