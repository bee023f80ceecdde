import AikiDialogue
import AikiTurn

/// All models of the house, and the whole loop among them under its own name.
struct HouseDirectory: ModelDirectory {
    /// The models themselves.
    let installed: InstalledDirectory
    /// The loop over them.
    let turn: Turn
    /// The context that the loop shows as its own.
    let contextTokensMax: Int

    func listModels() async throws -> [ModelListing] {
        let listings = try await installed.listModels()
        // The loop speaks through a model; without one it has no voice.
        guard let newest = listings.map(\.createdSeconds).max() else { return [] }
        return [ModelListing(name: Turn.modelName, owner: "aiki", createdSeconds: newest)]
            + listings
    }

    func languageModel(named name: String) async throws -> any LanguageModel {
        guard name == Turn.modelName else {
            return try await installed.languageModel(named: name)
        }
        return TurnLanguageModel(turn: turn, door: "api", contextTokensMax: contextTokensMax)
    }

    func keep(_ name: String, _ time: KeepAlive) async {
        // The loop speaks through a model; that one is meant.
        let speaker = name == Turn.modelName ? (try? installed.shelf.speakerName()) : nil
        await installed.keep((speaker ?? nil) ?? name, time)
    }

    func embedder(named name: String) async throws -> any Embedder {
        try await installed.embedder(named: name)
    }
}
