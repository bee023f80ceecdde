public import Foundation

/// What a run of training is asked to be.
///
/// What is nil follows from the model and the data by stated rules.
public struct TrainingOrder: Sendable {
    /// What is made.
    public enum Kind: Sendable {
        /// A model from nothing, of a depth.
        case pretrain(depth: Int, tokenizer: URL, family: String)
        /// All weights of a model that exists.
        case tune(base: String)
        /// Adapters beside a model that exists.
        case adapt(base: String, adapter: AdapterOrder)
        /// The same from pairs of a better and a worse answer (DPO).
        case prefer(base: String, adapter: AdapterOrder, beta: Double)
    }

    /// Adapters to train.
    public struct AdapterOrder: Sendable {
        /// The rank.
        public var rank = 16
        /// The scale is alpha / rank; twice the rank where nil.
        public var alpha: Double?
        /// The scale is alpha / √rank (rsLoRA).
        public var isRankStabilized = false
        /// Lengths of rows are trained apart (DoRA); the result is a merged model.
        public var trainsMagnitude = false
        /// The share of an adapter's input that is left out.
        public var dropout = 0.0
        /// Matrices by their part of the name (`attn_q`, `ffn_down`); all where empty.
        public var targets: [String] = []

        /// The usual adapters.
        public init() {}
    }

    /// What is made.
    public var kind: Kind
    /// The name of the run, and of what it makes.
    public var name: String
    /// A corpus folder, or a file of JSON lines.
    public var data: URL
    /// Held-out text of the same kind; the corpus's own where nil.
    public var validation: URL?
    /// Steps; else ``epochs``, else what the rules say.
    public var steps: Int?
    /// Times that the data is seen.
    public var epochs: Double?
    /// Tokens of a sequence at most.
    public var sequence: Int?
    /// Tokens of a step (corpora), or documents of a step (JSON lines).
    public var batch: Int?
    /// Tokens computed together.
    public var passTokens: Int?
    /// The rate at its peak.
    public var learningRate: Double?
    /// Muon's rate at its peak.
    public var matrixLearningRate: Double?
    /// `adamw` or `muon`.
    public var optimizer: String?
    /// What matrices lose in a step, times the rate.
    public var weightDecay: Double?
    /// `constant`, `linear`, `cosine` or `wsd`.
    public var schedule: String?
    /// Steps of warm-up.
    public var warmup: Int?
    /// Of all that is drawn.
    public var seed: UInt64 = 1
    /// Documents as they come, in every epoch.
    public var keepsOrder = false
    /// Computes in F32 throughout.
    public var isExact = false
    /// Computes forward values again instead of keeping them.
    public var savesMemory = false
    /// `refuse`, `skip` or `cut`: documents longer than a sequence.
    public var long = "refuse"
    /// Threads; as many as there are cores where nil.
    public var threads: Int?
    /// Steps between checkpoints.
    public var checkpointSteps = 100
    /// Steps between looks at held-out text.
    public var validationSteps = 100
    /// Where the run's folder is; `runs/<name>` at home where nil.
    public var folder: URL?
    /// Whether the result is installed.
    public var installs = true

    /// An order with everything else by the rules.
    public init(_ kind: Kind, name: String, data: URL) {
        self.kind = kind
        self.name = name
        self.data = data
    }
}
