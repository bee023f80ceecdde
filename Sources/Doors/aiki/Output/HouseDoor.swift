import AikiBase
import AikiHouse
import AikiProviders
import Foundation

/// Opens the house for a command.
enum HouseDoor {
    /// The folder and its settings.
    ///
    /// - Parameter draft: the model that guesses for every other; nil leaves it to the settings.
    /// - Returns: the folder, opened.
    /// - Throws: as `HouseHome.init`.
    static func home(draft: String? = nil) throws -> HouseHome {
        var environment = ProcessInfo.processInfo.environment
        if let draft { environment["AIKI_MODELS_DRAFTS"] = "*=\(draft)" }
        return try HouseHome(environment: environment)
    }

    /// The house, with a bar while a model is loaded.
    static func house(_ bar: ProgressBar? = nil, draft: String? = nil) throws -> House {
        try House(try home(draft: draft), progress: bar?.handler)
    }

    /// Does something with the house, which is closed after it, whatever comes of it.
    ///
    /// - Returns: what the closure returns.
    /// - Throws: as ``house(_:draft:)``, or what the closure throws.
    static func withHouse<Value>(_ body: (House) async throws -> Value) async throws -> Value {
        let house = try house()
        let value: Value
        do {
            value = try await body(house)
        } catch {
            try await house.close()
            throw error
        }
        try await house.close()
        return value
    }

    /// Names models that are damaged, on standard error.
    static func tellBroken(_ broken: [(name: String, problem: String)], _ console: Console) {
        for (name, problem) in broken {
            console.note("Damaged, and left out: '\(name)'. \(problem)\n")
        }
    }

    /// Takes the model that comes with the program, where none is installed that chats, and says so.
    static func installShipped(_ home: HouseHome, _ console: Console) throws {
        guard let folder = home.shippedFolder,
            try home.shelf.list().allSatisfy({ !$0.canChat || $0.isShipped }),
            let model = try home.shelf.installShipped(from: folder)
        else { return }
        console.note(
            "No larger model is installed: Aiki takes '\(model.name)', the small one that comes with it "
                + "(\(ByteCount.text(model.byteCount))).\n"
                + "It knows little; `aiki model get hf.co/ORG/REPO:Q4_K_M` brings a larger one.\n")
    }

    /// Ends with two lines on how to get a model, where none is installed that writes and none comes
    /// with the program.
    static func requireModel(_ home: HouseHome, _ console: Console) async throws {
        // A model that somebody else runs will do.
        if try home.providers.list().contains(where: { !$0.settings.models.isEmpty }) { return }
        try installShipped(home, console)
        guard try !home.shelf.list().contains(where: { !$0.isEmbedder }) else { return }
        console.note(
            "No model is installed yet. Download one with `aiki model get hf.co/ORG/REPO:Q4_K_M`,\n"
                + "or take one from this disk with `aiki model import FILE.gguf` (or a folder).\n")
        for server in await LocalServer.find() {
            let models =
                server.models.isEmpty ? "" : " with \(server.models.joined(separator: ", "))"
            console.note("\(server.name) runs on this machine, port \(server.port)\(models).\n")
        }
        tellBroken(try home.shelf.listBroken(), console)
        throw ExitWith(exit: .notFound)
    }
}
