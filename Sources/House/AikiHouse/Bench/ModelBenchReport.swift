public import AikiBase

/// What a bench found; rates are tokens a second.
public struct ModelBenchReport: Sendable {
    /// Loading, and the first token after it.
    public struct Start: Sendable {
        /// The share of the file that was in memory before; nil where the system does not say.
        public let cachedShare: Double?
        /// From nothing to a model ready to compute: file, tokenizer, template, weights.
        public let load: Duration
        /// From nothing to the first token after a prompt of 32.
        public let firstToken: Duration
        /// The same prompt once more, the model being loaded.
        public let firstTokenLoaded: Duration
    }

    /// Computing a prompt.
    public struct Prefill: Sendable {
        /// Tokens of the prompt.
        public let tokens: Int
        /// Tokens a second.
        public let rate: Repetitions
    }

    /// Writing token after token.
    public struct Decode: Sendable {
        /// Tokens in the cache before.
        public let depth: Int
        /// Tokens a second.
        public let rate: Repetitions
        /// Bytes of weights and cache that a token in the middle of the run must read.
        public let bytesPerToken: Int
        /// Bytes a second that the same threads read from memory in the fastest of several ways,
        /// measured before each run.
        public let memoryRate: Repetitions
        /// What was read a second, as a share of that.
        public let memoryShare: Repetitions
    }

    /// Decoding several sequences at once, from nothing.
    public struct Parallel: Sendable {
        /// How many.
        public let sequences: Int
        /// Tokens a second, of all together.
        public let rate: Repetitions
    }

    /// Turning texts into vectors.
    public struct Embedding: Sendable {
        /// Texts in one call.
        public let texts: Int
        /// Tokens of each.
        public let tokens: Int
        /// Texts a second.
        public let rate: Repetitions
        /// Milliseconds from call to answer.
        public let milliseconds: Repetitions
    }

    /// Reading memory in one way.
    public struct Memory: Sendable {
        /// What was read.
        public let name: String
        /// Bytes of it.
        public let byteCount: Int
        /// Bytes a second.
        public let rate: Repetitions
    }

    /// What the model is called.
    public let model: String
    /// Where its file is.
    public let path: String
    /// The architecture's name.
    public let architecture: String
    /// How many parameters it has.
    public let parameterCount: Int
    /// How it was measured.
    public let options: ModelBenchOptions
    /// The kernels that computed.
    public let kernels: String
    /// Starting: first with the file put out of memory as far as the system lets us, then with it.
    public internal(set) var starts: [Start] = []
    /// By length.
    public internal(set) var prefill: [Prefill] = []
    /// By depth.
    public internal(set) var decode: [Decode] = []
    /// By number of sequences.
    public internal(set) var parallel: [Parallel] = []
    /// By number of texts.
    public internal(set) var embedding: [Embedding] = []
    /// By way.
    public internal(set) var memory: [Memory] = []
    /// What does not fit the model's context: what and how many tokens.
    public internal(set) var leftOut: [String] = []
    /// The most memory taken, the mapped file included; nil where the system does not say.
    public internal(set) var peakBytes: Int64?
    /// The largest difference between a prompt computed in parts and in one go, as a share of the
    /// largest logit.
    public internal(set) var chunkDifference = 0.0
    /// What else the machine did meanwhile.
    public internal(set) var load = MachineLoad(average: nil, othersShare: nil)

    /// For programs; durations in milliseconds.
    public var json: JSONValue {
        [
            "model": .string(model), "path": .string(path),
            "architecture": .string(architecture), "parameters": .integer(Int64(parameterCount)),
            "threads": .integer(Int64(options.threads)), "kernels": .string(kernels),
            "chunk_tokens": .integer(Int64(options.chunkTokens)),
            "decode_tokens": .integer(Int64(options.decodeTokens)),
            "repetitions": .integer(Int64(options.repetitions)),
            "start": .array(starts.map(\.json)), "prefill": .array(prefill.map(\.json)),
            "decode": .array(decode.map(\.json)),
            "parallel": .array(parallel.map(\.json)),
            "embedding": .array(embedding.map(\.json)), "memory": .array(memory.map(\.json)),
            "left_out": .array(leftOut.map(JSONValue.string)),
            "peak_memory_bytes": peakBytes.map(JSONValue.integer) ?? .null,
            "chunk_difference": .number(chunkDifference),
            "load_average": load.average.map(JSONValue.number) ?? .null,
            "others_cpu_share": load.othersShare.map(JSONValue.number) ?? .null,
        ]
    }
}

extension ModelBenchReport.Start {
    fileprivate var json: JSONValue {
        [
            "cached_share": cachedShare.map(JSONValue.number) ?? .null,
            "load_ms": .number(load.milliseconds),
            "first_token_ms": .number(firstToken.milliseconds),
            "first_token_loaded_ms": .number(firstTokenLoaded.milliseconds),
        ]
    }
}

extension ModelBenchReport.Prefill {
    fileprivate var json: JSONValue {
        ["tokens": .integer(Int64(tokens)), "tokens_per_second": rate.json]
    }
}

extension ModelBenchReport.Decode {
    fileprivate var json: JSONValue {
        [
            "depth": .integer(Int64(depth)), "tokens_per_second": rate.json,
            "bytes_per_token": .integer(Int64(bytesPerToken)),
            "memory_bytes_per_second": memoryRate.json, "memory_share": memoryShare.json,
        ]
    }
}

extension ModelBenchReport.Parallel {
    fileprivate var json: JSONValue {
        ["sequences": .integer(Int64(sequences)), "tokens_per_second": rate.json]
    }
}

extension ModelBenchReport.Embedding {
    fileprivate var json: JSONValue {
        [
            "texts": .integer(Int64(texts)), "tokens": .integer(Int64(tokens)),
            "texts_per_second": rate.json, "milliseconds": milliseconds.json,
        ]
    }
}

extension ModelBenchReport.Memory {
    fileprivate var json: JSONValue {
        [
            "what": .string(name), "bytes": .integer(Int64(byteCount)),
            "bytes_per_second": rate.json,
        ]
    }
}
