import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki memory detach`.
struct MemoryDetachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detach",
        abstract: "Keep memory's vectors in a file of this machine again.",
        discussion: """
            They are taken out of the collection, and the file is made anew from the store.
            """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let detached = try await HouseDoor.withHouse { try await $0.detachQdrant() }
        var text = "No collection is attached.\n"
        if let detached {
            text = "'\(detached.collection)' is no longer used.\n"
            if let problem = detached.problem {
                text += "Memory's points are still there: \(problem.message)\n"
            }
        }
        output.show(
            [
                "detached": detached.map { .string($0.collection) } ?? .null,
                "problem": detached?.problem.map { .string($0.message) } ?? .null,
            ], text: text)
    }
}
