import AikiBase
import AikiMemory
public import AikiMind
import AikiTurn

extension House {
    /// Who Aiki is: what its file says, and what it was told of itself since.
    ///
    /// - Throws: `MindError`; the system's error where the file cannot be read; `StoreError`.
    public func identity() async throws -> Identity {
        var identity = try home.identityRoom.identity()
        let query = RecallQuery("", scopes: [TurnInput.personalScope], now: clock.now())
        identity.learned += try await SelfKnowledge(store: store).remarks(query)
            .map(LearnedTrait.init)
        return identity
    }
}
