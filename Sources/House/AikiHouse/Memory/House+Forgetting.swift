import AikiBase
import AikiImport
public import AikiMemory
import AikiStore

extension House {
    /// What a forgetting did.
    public struct ForgetSummary: Sendable, Equatable {
        /// What went, without its content.
        public let certificate: ForgetCertificate
        /// Adapters and models that learned from it, or may have.
        public let learned: [LearnedFrom]
    }

    private var forgetting: Forgetting {
        Self.forgetting(store, home, snapshots, sense, clock)
    }

    /// Forgets, with all who keep something of what was said.
    static func forgetting(
        _ store: Store, _ home: HouseHome, _ snapshots: SnapshotShelf, _ sense: MemorySense,
        _ clock: any WallClock
    ) -> Forgetting {
        Forgetting(
            store: store,
            keepers: [
                ForgottenImports(), SnapshotKeeper(snapshots: snapshots),
                TypedLinesKeeper(file: home.historyFile), VectorKeeper(sense: sense),
            ], clock: clock)
    }

    /// Shows what would be forgotten.
    ///
    /// - Throws: `MemoryError`, `StoreError`.
    public func planForgetting(_ selection: ForgetSelection) async throws -> ForgetPlan {
        try await forgetting.plan(selection)
    }

    /// Forgets, and tells which adapters learned from what is forgotten.
    ///
    /// What an earlier one left undone when the program was ended is done first.
    ///
    /// - Throws: `MemoryError`, `StoreError`.
    public func forget(_ selection: ForgetSelection) async throws -> ForgetSummary {
        let forgetting = forgetting
        await unfinished.value
        try await forgetting.finishInterrupted()
        let texts = try await forgetting.texts(of: selection)
        let learned = AdapterLineage(adapters: home.adapters).find(texts)
        let certificate = try await forgetting.forget(selection)
        return ForgetSummary(certificate: certificate, learned: learned)
    }

    /// Every certificate, latest first.
    public func forgetCertificates() async throws -> [ForgetCertificate] {
        try await forgetting.certificates()
    }

    /// Certificates that name a text.
    public func forgetCertificates(naming text: String) async throws -> [ForgetCertificate] {
        try await forgetting.certificates(naming: text)
    }

    /// Whether a conversation has this name.
    public func isConversation(_ name: String) async throws -> Bool {
        do {
            return try await !log.turns(of: ConversationID(name)).isEmpty
        } catch MemoryError.conversationNotFound {
            return false
        }
    }
}
