public import AikiBase
public import AikiDialogue
import AikiImport
import AikiMemory
import AikiQdrant

extension House {
    /// How a past is imported.
    public struct ImportOrder: Sendable {
        /// Where it comes from: `chatgpt`, `claude`, `vault`, `telegram`, `jsonl`, `qdrant`.
        public var source: String
        /// A file or folder, or a server's address.
        public var path: String
        /// The collection of a Qdrant server.
        public var collection: String?
        /// Which field of its points is the text; nil takes what common programs call it.
        public var field: String?
        /// Whose memory it belongs to.
        public var scope = "personal"
        /// How far it may travel.
        public var privacy = PrivacyClass.personal
        /// Who the person is where the export does not say.
        public var owner: String?
        /// Starts over where an import was interrupted.
        public var restarts = false

        /// Describes an import.
        public init(source: String, path: String) {
            self.source = source
            self.path = path
        }
    }

    /// What came of an import.
    public struct ImportSummary: Sendable, Equatable {
        /// Why something was not taken.
        public struct LeftOut: Sendable, Equatable {
            /// Why, in words.
            public let reason: String
            /// How many.
            public let count: Int
            /// A few of them.
            public let examples: [String]
        }

        /// Conversations that are new.
        public let conversations: Int
        /// Messages that are new, known already, and known in another form.
        public let messages: (new: Int, known: Int, changed: Int)
        /// Links between notes, and those whose note is here.
        public let links: (all: Int, resolved: Int)
        /// Whether it went on where an earlier one was interrupted.
        public let isContinued: Bool
        /// What was not taken.
        public let leftOut: [LeftOut]
        /// Passages that are found by their words alone until they have vectors; 0 where no embedding
        /// model is installed.
        public let waitingForMeaning: Int
        /// All of it, for programs.
        public let json: JSONValue

        /// Whether two say the same.
        public static func == (one: Self, other: Self) -> Bool { one.json == other.json }
    }

    /// The names of what can be imported.
    public static let importSources = ImportSource.allCases.map(\.rawValue)

    /// Brings a past from elsewhere into the log.
    ///
    /// - Throws: `ImportError`, `ArchiveError`, `StoreError`; the next import goes on where it was.
    public func importPast(
        _ order: ImportOrder, progress: ProgressHandler? = nil
    ) async throws -> ImportSummary {
        guard let source = ImportSource(rawValue: order.source) else {
            throw HouseError.invalidSetting(
                name: "source", value: order.source, place: "import",
                expected: Self.importSources.joined(separator: ", "))
        }
        var options = Importer.Options()
        options.scope = order.scope
        options.privacy = order.privacy
        options.owner = order.owner
        options.restarts = order.restarts
        options.derive = derivation
        let importer = Importer(store: store, clock: clock)
        let report: ImportReport
        if source == .qdrant {
            let client = try QdrantClient(
                QdrantConfiguration(
                    address: order.path, collection: order.collection ?? "",
                    apiKey: try home.qdrantKey()))
            report = try await importer.run(
                client, field: order.field, options: options, progress: progress)
        } else {
            report = try await importer.run(
                source, path: order.path, options: options, progress: progress)
        }
        let waiting = try await waitingForMeaning()
        let hasEmbedder = try home.shelf.list().contains(where: \.isEmbedder)
        return ImportSummary(
            conversations: report.conversations,
            messages: (report.messages, report.known, report.changed),
            links: (report.links, report.linksResolved), isContinued: report.isContinued,
            leftOut: report.leftOut.map { left in
                .init(reason: left.reason, count: left.count, examples: left.examples)
            }, waitingForMeaning: hasEmbedder ? waiting : 0, json: report.json)
    }

    /// Makes what is imported findable by its words, and reads it for facts, in the transaction that
    /// writes it; vectors follow from their queue.
    private var derivation: Importer.Options.Derivation {
        let indexer = MemoryIndexer(store: store)
        let writer = MemoryWriter(facts: facts, clock: clock)
        let isWriting = home.settings.boolean("memory.write")
        return { messages, transaction in
            try indexer.index(messages: messages, in: transaction)
            guard isWriting else { return }
            for turn in try ConversationLog.turns(ofMessages: messages, in: transaction) {
                _ = try writer.write(turn: turn, in: transaction)
            }
        }
    }
}
