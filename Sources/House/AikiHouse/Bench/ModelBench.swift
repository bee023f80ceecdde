import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTemplate
import AikiTensor
import AikiTokenizer

/// Measures a model on this machine, and checks what it computes while it is measured.
final class ModelBench {
    /// Tokens of the prompt before the first token.
    static let startPromptTokens = 32
    /// The most that a prompt computed in parts may differ from one go, as a share of the largest
    /// logit: what int8 or BF16 arithmetic may round differently.
    static let chunkTolerance = 0.01

    private let path: String
    private let options: ModelBenchOptions
    private let compute: Compute
    private let progress: ProgressHandler?
    private var done = 0
    private var total = 1
    private var report: ModelBenchReport
    private let isEmbedder: Bool

    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``; what is wrong with the
    ///   file.
    init(
        path: String, name: String, options: ModelBenchOptions, progress: ProgressHandler?
    ) throws {
        let kernels = try options.validate()
        self.path = path
        self.options = options
        self.progress = progress
        compute = Compute(pool: WorkerPool(threads: options.threads), cpu: kernels)
        // Only to be described.
        let model = try Model.load(try GGUFFile(path: path), compute: compute)
        isEmbedder = model.configuration.isEmbedder
        report = ModelBenchReport(
            model: name, path: path, architecture: model.configuration.architecture,
            parameterCount: model.configuration.parameterCount, options: options,
            kernels: kernels.rawValue)
    }

    private func measures(_ part: ModelBenchOptions.Part) -> Bool { options.parts.contains(part) }

    /// Measures everything.
    ///
    /// - Throws: ``HouseError/benchDisagrees(problem:)`` where a computation does not repeat.
    func run() throws -> ModelBenchReport {
        let watch = MachineLoadWatch()
        if isEmbedder {
            try runEmbedder()
        } else {
            try runWriter()
        }
        report.load = watch.finish()
        return report
    }

    private func load() throws -> Model {
        try Model.load(try GGUFFile(path: path), compute: compute, compacts: true)
    }

    private func runEmbedder() throws {
        let model = try load()
        total += options.repetitions
        if measures(.embedding) {
            total += options.embeddingTexts.count * options.repetitions
            for count in Set(options.embeddingTexts).sorted() {
                try measureEmbedding(texts: count, model)
            }
        }
        report.peakBytes = ProcessUse.peakBytes
        if measures(.memory) { try measureMemory() }
    }

    private func runWriter() throws {
        // First, for the system keeps in memory what somebody has mapped.
        if measures(.start) {
            total += 2
            report.starts = [try start(evicting: true), try start(evicting: false)]
        }
        let model = try load()
        let limit = model.configuration.contextTokensMax
        let (prefill, decode, parallel) = plan(contextTokens: limit)
        let capacity = max(
            prefill.last ?? 1, (decode.last ?? 0) + options.decodeTokens,
            min(Self.startPromptTokens, limit))
        let sequence = try BenchSequence(
            model, capacityTokens: min(capacity, limit), chunkTokens: options.chunkTokens)
        if !prefill.isEmpty || !decode.isEmpty { try checkChunks(sequence) }
        for length in prefill { try measurePrefill(length, sequence) }
        // From the deepest, so that what stands before a depth is never written over.
        if let deepest = decode.last { try sequence.fill(to: deepest) }
        for count in parallel { try measureParallel(count, model) }
        report.peakBytes = ProcessUse.peakBytes
        guard !decode.isEmpty || measures(.memory) else { return }
        let memory = try MemoryLimit(path: path, compute: compute)
        for depth in decode.reversed() { try measureDecode(depth, sequence, model, memory) }
        report.decode.reverse()
        if decode.isEmpty { for _ in 0..<options.repetitions { _ = try memory.measure() } }
        report.memory = memory.report
    }

    /// What of the wanted fits the model's context; the rest is reported.
    private func plan(
        contextTokens limit: Int
    ) -> (prefill: [Int], decode: [Int], parallel: [Int]) {
        let lengths = measures(.prefill) ? Set(options.prefillTokens).sorted() : []
        let depths = measures(.decode) ? Set(options.decodeDepths).sorted() : []
        let counts = measures(.parallel) ? Set(options.parallelSequences).sorted() : []
        let prefill = lengths.filter { $0 <= limit }
        let decode = depths.filter { $0 + options.decodeTokens <= limit }
        let parallel = options.decodeTokens <= limit ? counts : []
        report.leftOut =
            lengths.filter { $0 > limit }.map { "prefill of \($0) tokens" }
            + depths.filter { $0 + options.decodeTokens > limit }.map { "decode at depth \($0)" }
        let measured = prefill.count + decode.count + parallel.count
        total += measured * options.repetitions
        return (prefill, decode, parallel)
    }

    private func advance(_ label: String) {
        progress?(WorkProgress(label: label, done: Int64(done), total: Int64(total)))
        done += 1
    }

    /// Loads the model anew and computes its first token.
    private func start(evicting: Bool) throws -> ModelBenchReport.Start {
        advance(evicting ? "first token, from the disk" : "first token, from memory")
        if evicting { FileResidence.evict(path) }
        let cached = FileResidence.share(path)
        let clock = ContinuousClock()
        let begin = clock.now
        let file = try GGUFFile(path: path)
        let tokenizer = try Tokenizer(metadata: file)
        let template = try file.string("tokenizer.chat_template").map {
            try ChatTemplate(source: $0)
        }
        let model = try Model.load(file, compute: compute, compacts: true)
        let loaded = clock.now
        let count = min(Self.startPromptTokens, model.configuration.contextTokensMax)
        let sequence = try BenchSequence(
            model, capacityTokens: count, chunkTokens: options.chunkTokens)
        try sequence.fill(to: count)
        let first = clock.now
        try sequence.check("first token")
        sequence.cache.truncate(to: 0)
        let again = try clock.measure { try sequence.fill(to: count) }
        try sequence.check("first token")
        _ = (tokenizer, template)
        return ModelBenchReport.Start(
            cachedShare: cached, load: loaded - begin, firstToken: first - begin,
            firstTokenLoaded: again)
    }

    /// Computes a prompt in one go and in parts; also the warm-up.
    private func checkChunks(_ sequence: BenchSequence) throws {
        advance("checking")
        let count = min(Self.startPromptTokens, options.chunkTokens, sequence.cache.capacity)
        try sequence.fill(to: count)
        let whole = Array(sequence.logits)
        try sequence.check("a prompt in parts")
        sequence.cache.truncate(to: 0)
        try sequence.fill(to: count, chunk: 7)
        try sequence.check("a prompt in parts")
        report.chunkDifference = Self.difference(whole, Array(sequence.logits))
        guard report.chunkDifference <= Self.chunkTolerance else {
            throw HouseError.benchDisagrees(
                problem: "a prompt in parts differs by \(report.chunkDifference) of its largest "
                    + "logit, \(Self.chunkTolerance) being allowed")
        }
    }

    /// The largest difference between numbers, as a share of the largest magnitude.
    static func difference(_ a: [Float], _ b: [Float]) -> Double {
        let largest = a.reduce(0) { max($0, abs($1)) }
        let difference = zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
        return largest == 0 ? Double(difference) : Double(difference / largest)
    }

    private func measurePrefill(_ length: Int, _ sequence: BenchSequence) throws {
        var rates: [Double] = []
        for _ in 0..<options.repetitions {
            advance("prefill of \(length) tokens")
            sequence.cache.truncate(to: 0)
            let time = try ContinuousClock().measure { try sequence.fill(to: length) }
            try sequence.check("prefill of \(length) tokens")
            rates.append(Double(length) / (time / .seconds(1)))
        }
        report.prefill.append(.init(tokens: length, rate: Repetitions(rates)))
    }

    private func measureDecode(
        _ depth: Int, _ sequence: BenchSequence, _ model: Model, _ limit: MemoryLimit
    ) throws {
        let bytes = model.bytesReadPerToken(
            depth: depth + options.decodeTokens / 2, cacheType: sequence.cache.type)
        var rates: [Double] = []
        var memory: [Double] = []
        for _ in 0..<options.repetitions {
            advance("decode at depth \(depth)")
            memory.append(try limit.measure())
            sequence.cache.truncate(to: depth)
            let time = try ContinuousClock().measure { try sequence.step(options.decodeTokens) }
            try sequence.check("decode at depth \(depth)")
            rates.append(Double(options.decodeTokens) / (time / .seconds(1)))
        }
        let shares = zip(rates, memory).map { $0 * Double(bytes) / $1 }
        report.decode.append(
            .init(
                depth: depth, rate: Repetitions(rates), bytesPerToken: bytes,
                memoryRate: Repetitions(memory), memoryShare: Repetitions(shares)))
    }

    private func measureParallel(_ count: Int, _ model: Model) throws {
        var rates: [Double] = []
        for _ in 0..<options.repetitions {
            advance("decoding \(count) sequences at once")
            rates.append(
                try parallelRate(model, sequences: count, tokens: options.decodeTokens))
        }
        report.parallel.append(.init(sequences: count, rate: Repetitions(rates)))
    }

    private func measureEmbedding(texts count: Int, _ model: Model) throws {
        let tokens = options.embeddingTokens
        guard tokens <= model.configuration.contextTokensMax else {
            report.leftOut.append("texts of \(tokens) tokens")
            return
        }
        var rates: [Double] = []
        var latencies: [Double] = []
        for _ in 0..<options.repetitions {
            advance("vectors of \(count) texts")
            let found = try embeddingRate(model, texts: count, tokens: tokens)
            rates.append(found.textsPerSecond)
            latencies.append(found.milliseconds)
        }
        report.embedding.append(
            .init(
                texts: count, tokens: tokens, rate: Repetitions(rates),
                milliseconds: Repetitions(latencies)))
    }

    private func measureMemory() throws {
        let memory = try MemoryLimit(path: path, compute: compute)
        for _ in 0..<options.repetitions {
            advance("memory")
            _ = try memory.measure()
        }
        report.memory = memory.report
    }
}
