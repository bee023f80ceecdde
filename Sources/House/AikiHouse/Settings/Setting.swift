public import AikiBase
import AikiEngine
import AikiLedger
import AikiModel
import AikiPrivacy
import AikiTensor

/// A setting that `aiki.toml` and the environment may change.
public struct Setting: Sendable, Equatable {
    /// Table and key, `server.port`.
    public let name: String
    /// What it takes.
    public let kind: SettingKind
    /// What holds where nobody says otherwise.
    public let defaultValue: JSONValue
    /// What it does, in a sentence.
    public let summary: String

    /// The environment variable that wins over the file: `AIKI_SERVER_PORT`.
    public var environmentName: String {
        "AIKI_" + name.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }
}

extension Setting {
    /// Every setting, in the order in which it is shown.
    public static let all: [Setting] =
        engine + models + memory + mind + privacy + router + cache + server + money + log

    private static let engine: [Setting] = [
        Setting(
            name: "engine.threads", kind: .integer(0...WorkerPool.threadsMax), defaultValue: 0,
            summary: "Threads that compute; 0 takes one a core."),
        Setting(
            name: "engine.context_tokens", kind: .integer(0...16_777_216), defaultValue: 0,
            summary: "Tokens of prompt and answer together; 0 takes what model and memory allow."),
        Setting(
            name: "engine.cache_bytes_max", kind: .integer(1_048_576...1_099_511_627_776),
            defaultValue: 4_294_967_296,
            summary: "Bytes that the contexts of all answers together may take."),
        Setting(
            name: "engine.concurrent_requests", kind: .integer(1...256), defaultValue: 4,
            summary: "Answers that are written at the same time."),
        Setting(
            name: "engine.queued_requests", kind: .integer(0...4096), defaultValue: 64,
            summary: "Requests that wait for a place; one more is refused as busy."),
        Setting(
            name: "engine.draft_tokens", kind: .integer(0...EngineLimits.draftTokensMax),
            defaultValue: 15,
            summary: "Tokens guessed and checked at once where it pays; 0 guesses none."),
        Setting(
            name: "engine.cache_type", kind: .text(oneOf: CacheType.allCases.map(\.rawValue)),
            defaultValue: "f16", summary: "How keys and values of the context are kept."),
        Setting(
            name: "engine.prefix_bytes_max", kind: .integer(0...1_099_511_627_776),
            defaultValue: 536_870_912,
            summary: "Bytes of memory for texts that were read before; 0 keeps none."),
        Setting(
            name: "engine.snapshots",
            kind: .text(oneOf: PrefixSnapshots.Scope.allCases.map(\.rawValue)),
            defaultValue: "system",
            summary: "Beginnings kept on the disk: none, system (instructions, tools) or prompt."),
        Setting(
            name: "engine.snapshot_bytes_max", kind: .integer(0...1_099_511_627_776),
            defaultValue: 2_147_483_648,
            summary: "Bytes on the disk for them; the one unused longest makes place."),
        Setting(
            name: "engine.kernels", kind: .text(oneOf: ["auto"] + CPUKind.allCases.map(\.rawValue)),
            defaultValue: "auto", summary: "Instructions to compute with; auto takes the fastest."),
        Setting(
            name: "engine.precision", kind: .text(oneOf: Precision.allCases.map(\.rawValue)),
            defaultValue: "fast",
            summary: "Whether to round activations to what the CPU multiplies fastest, or not."),
    ]

    private static let models: [Setting] = [
        Setting(
            name: "models.loaded_max", kind: .integer(1...64), defaultValue: 2,
            summary: "Models kept in memory; the one unused longest makes place."),
        Setting(
            name: "models.memory_bytes_max", kind: .integer(0...1_125_899_906_842_624),
            defaultValue: 0,
            summary: "Bytes of all models with their contexts; 0 takes 3/4 of the memory."),
        Setting(
            name: "models.keep_alive_seconds", kind: .integer(0...31_536_000), defaultValue: 1800,
            summary: "Time a model stays in memory after its last answer; 0 never lets it go."),
        Setting(
            name: "models.drafts", kind: .texts, defaultValue: [],
            summary: "Smaller models that guess for larger ones, as large=small; * is every model."),
        Setting(
            name: "models.hub_url", kind: .text(oneOf: []), defaultValue: "",
            summary: "Address to download models from; empty is the public hub."),
    ]

    private static let memory: [Setting] = [
        Setting(
            name: "memory.recall", kind: .boolean, defaultValue: true,
            summary: "Whether turns are given what is remembered for them."),
        Setting(
            name: "memory.write", kind: .boolean, defaultValue: true,
            summary: "Whether facts are taken from what is said; what is said is kept anyway."),
    ]

    private static let mind: [Setting] = [
        Setting(
            name: "mind.tone", kind: .boolean, defaultValue: true,
            summary: "Whether the state colours the tone of answers."),
        Setting(
            name: "mind.verbosity", kind: .boolean, defaultValue: true,
            summary: "Whether the state makes answers shorter or longer."),
        Setting(
            name: "mind.salience", kind: .boolean, defaultValue: true,
            summary: "Whether the state changes how much is remembered for an answer."),
        Setting(
            name: "mind.speaking_up", kind: .boolean, defaultValue: true,
            summary: "Whether the state changes how readily Aiki speaks up unasked."),
    ]

    private static let privacy: [Setting] = [
        Setting(
            name: "privacy.leaves",
            kind: .text(oneOf: PrivacyPolicy.Departure.allCases.map(\.rawValue)),
            defaultValue: "personal",
            summary: "What may go to providers: public things, or personal ones too, masked."),
        Setting(
            name: "privacy.memories",
            kind: .text(oneOf: PrivacyPolicy.MemoryDeparture.allCases.map(\.rawValue)),
            defaultValue: "personal",
            summary: "Which memories may go with a question to a provider."),
        Setting(
            name: "privacy.images", kind: .boolean, defaultValue: false,
            summary: "Whether images may go to providers; nothing in them is masked."),
        Setting(
            name: "privacy.mask", kind: .texts,
            defaultValue: .array(PersonalDataKind.allCases.map { .string($0.rawValue) }),
            summary: "Kinds of personal data that are masked in what is personal."),
        Setting(
            name: "privacy.own_words", kind: .texts, defaultValue: [],
            summary: "Words and names of your own that are masked wherever they stand."),
        Setting(
            name: "privacy.open_words", kind: .texts, defaultValue: [],
            summary: "Names and places that are never masked."),
    ]

    private static let router: [Setting] = [
        Setting(
            name: "router.local_below_percent", kind: .integer(0...101), defaultValue: 50,
            summary: "Complexity, in hundredths, below which the local model answers."),
        Setting(
            name: "router.sufficient_from_percent", kind: .integer(0...101), defaultValue: 50,
            summary: "Likelihood that the local model suffices, in hundredths, from which it does."),
        Setting(
            name: "router.urgent_milliseconds", kind: .integer(0...3_600_000), defaultValue: 1000,
            summary: "An answer that is needed within this time is written by the local model."),
        Setting(
            name: "router.escalates", kind: .boolean, defaultValue: false,
            summary: "Whether an answer that the local model is not sure of goes to a provider."),
        Setting(
            name: "router.sure_beginning_percent", kind: .integer(0...100), defaultValue: 25,
            summary: "Mean probability of an answer's first words below which it is not trusted."),
        Setting(
            name: "router.sure_window_percent", kind: .integer(0...100), defaultValue: 11,
            summary: "The same of any two dozen words while it is written."),
        Setting(
            name: "router.agreement_percent", kind: .integer(0...100), defaultValue: 0,
            summary: "Words that a second sample must share for an answer to hold; 0 asks once."),
        Setting(
            name: "router.local_tasks", kind: .texts, defaultValue: [],
            summary: "Kinds of tasks that always stay here, as chat or writing."),
        Setting(
            name: "router.external_tasks", kind: .texts, defaultValue: [],
            summary: "Kinds of tasks that always go to a provider, as current."),
        Setting(
            name: "router.local_intents", kind: .texts, defaultValue: [],
            summary:
                "Intents, as `aiki router train --intents` learned them, that always stay here."),
        Setting(
            name: "router.external_intents", kind: .texts, defaultValue: [],
            summary: "Intents that always go to a provider."),
        Setting(
            name: "router.strong_tasks", kind: .texts, defaultValue: ["code", "mathematics"],
            summary: "Kinds of tasks that go to a provider's strongest model where they leave."),
        Setting(
            name: "router.cheap_tasks", kind: .texts, defaultValue: ["chat", "translation"],
            summary: "Kinds of tasks that go to a provider's cheapest model where they leave."),
    ]

    private static let cache: [Setting] = [
        Setting(
            name: "cache.bytes_max", kind: .integer(0...1_099_511_627_776),
            defaultValue: 67_108_864,
            summary: "Bytes of providers' answers kept for the very same request; 0 keeps none."),
        Setting(
            name: "cache.days_max", kind: .integer(0...36_500), defaultValue: 30,
            summary: "Days that such an answer holds."),
        Setting(
            name: "cache.similar", kind: .boolean, defaultValue: false,
            summary: "Give such an answer also to the same question in other words."),
    ]

    private static let server: [Setting] = [
        Setting(
            name: "server.host", kind: .text(oneOf: []), defaultValue: "127.0.0.1",
            summary: "Address to listen on; any but loopback needs an API key."),
        Setting(
            name: "server.port", kind: .integer(0...65535), defaultValue: 11535,
            summary: "Port to listen on; 0 takes a free one."),
        Setting(
            name: "server.require_key", kind: .boolean, defaultValue: false,
            summary: "Whether even clients on this machine need an API key."),
        Setting(
            name: "server.allowed_origins", kind: .texts, defaultValue: [],
            summary: "Origins whose web pages may use the server, as http://localhost:3000."),
        Setting(
            name: "server.body_bytes_max", kind: .integer(1024...1_073_741_824),
            defaultValue: 16_777_216, summary: "Bytes of a request; more is refused."),
        Setting(
            name: "server.connections_max", kind: .integer(1...65535), defaultValue: 256,
            summary: "Connections at a time; further ones wait."),
        Setting(
            name: "server.generations_max", kind: .integer(1...4096), defaultValue: 64,
            summary: "Requests that are answered at a time; one more is refused as busy."),
        Setting(
            name: "server.keep_alive_seconds", kind: .integer(1...3600), defaultValue: 10,
            summary: "Silence after which a stream sends a comment."),
        Setting(
            name: "server.drain_seconds", kind: .integer(0...3600), defaultValue: 30,
            summary: "Time that open answers have to end when the server stops."),
    ]

    private static let money: [Setting] = [
        Setting(
            name: "ledger.reference_model", kind: .text(oneOf: []), defaultValue: "",
            summary: "Model whose price tells what local answers would have cost elsewhere."),
        Setting(
            name: "ledger.shadow_percent", kind: .integer(0...100), defaultValue: 0,
            summary: "Share of turns that a model of the other side is asked too, to compare."),
        Setting(
            name: "energy.cents_per_kwh", kind: .integer(0...10_000), defaultValue: 30,
            summary: "Price of electricity, in hundredths of a dollar a kWh."),
        Setting(
            name: "energy.watts_per_core", kind: .integer(1...1000),
            defaultValue: .integer(Int64(EnergyMeter.wattsPerCoreDefault)),
            summary: "Power of a busy core, where the processor's counters cannot be read."),
    ]

    private static let log: [Setting] = [
        Setting(
            name: "log.level",
            kind: .text(oneOf: ["trace", "debug", "info", "notice", "warning", "error"]),
            defaultValue: "info", summary: "How much the server writes to standard error.")
    ]
}
