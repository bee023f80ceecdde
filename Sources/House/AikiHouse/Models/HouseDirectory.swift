import AikiDialogue
import AikiLedger
import AikiTurn

/// All models of the house, and the whole loop among them under its own name.
///
/// Whoever asks a model of somebody else by its own name, without the loop, is held for and recorded
/// here: through whichever door a call comes, there is no way around it.
struct HouseDirectory: ModelDirectory {
    /// The models themselves.
    let installed: InstalledDirectory
    /// The loop over them.
    let turn: Turn
    /// Where calls without the loop are recorded.
    let book: CallBook
    /// Who asks.
    let door: String
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
            let model = try await installed.languageModel(named: name)
            guard !model.profile.isLocal else { return model }
            return RecordedLanguageModel(model, book: book, door: door)
        }
        return TurnLanguageModel(turn: turn, door: door, contextTokensMax: contextTokensMax)
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
