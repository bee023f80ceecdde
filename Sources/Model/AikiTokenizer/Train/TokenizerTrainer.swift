import AikiBase

/// Trains a byte-level BPE tokenizer on texts.
///
///     var recipe = TokenizerRecipe(vocabularySize: 32_000)
///     recipe.specialTokens = ["<|endoftext|>"]
///     let trainer = try TokenizerTrainer(recipe)
///     try trainer.add(file: "book.txt")
///     let (definition, report) = try trainer.finish()
///     let tokenizer = try Tokenizer(definition)
///
/// Texts are read as they come and kept only as counted pieces; files of any size do. One recipe and
/// one order of texts give one tokenizer, whatever the threads.
///
/// - Complexity: some hundredths of a second a megabyte and thread for counting; merging takes
///   O(S · log S), where S is the bytes of all different pieces.
public final class TokenizerTrainer {
    /// Bytes of memory for each byte of the different pieces while they are merged, at most.
    private static let mergingBytesEach = 40

    /// What is trained.
    public let recipe: TokenizerRecipe
    private let preTokenizer: PreTokenizer
    private let counter: PieceCounter
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// Starts with nothing learned.
    ///
    /// - Throws: ``TokenizerError/badRecipe(part:reason:)``,
    ///   ``TokenizerError/unknownPreTokenizer(_:)``.
    public init(_ recipe: TokenizerRecipe) throws(TokenizerError) {
        self.recipe = recipe
        preTokenizer = try recipe.check()
        counter = PieceCounter(recipe, preTokenizer: preTokenizer)
        start = clock.now
    }

    /// Bytes of text that were given so far.
    public var textBytes: Int { counter.textBytes }

    /// Learns from a document; what was given before and after stands apart from it.
    public func add(_ text: String) { counter.add(PaddedText(text.utf8)) }

    /// Learns from a file of UTF-8 text.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - progress: is told how many bytes were read.
    /// - Throws: ``TokenizerError/unreadableText(path:reason:)``.
    public func add(file path: String, progress: (_ bytes: Int) -> Void = { _ in })
        throws(TokenizerError)
    {
        var chunks = try TrainingChunks(path: path)
        while let chunk = try chunks.next() {
            counter.add(chunk)
            progress(chunks.offset)
        }
    }

    /// Merges, and makes the tokenizer.
    ///
    /// The trainer has done its work then.
    ///
    /// - Parameter progress: is told how many merges were learned.
    /// - Returns: the definition, and what came of it.
    /// - Throws: ``TokenizerError/nothingToLearn`` where no text was given.
    public func finish(
        progress: (_ merges: Int) -> Void = { _ in }
    ) throws(TokenizerError) -> (definition: TokenizerDefinition, report: TrainingReport) {
        let table = counter.finish()
        guard table.count > 0 else { throw .nothingToLearn }
        var report = TrainingReport()
        report.textBytes = counter.textBytes
        report.omissions = counter.omissions
        report.pieces = table.count
        var learner = MergeLearner(recipe)
        let threshold = rareThreshold(table, &report)
        table.forEach { piece, count in
            report.occurrences += Int(clamping: count)
            if count > threshold { learner.add(piece, count: Int(clamping: count)) }
        }
        report.memoryBytes = table.bytes
        report.countingTime = clock.now - start
        let mergingStart = clock.now
        learner.learn(progress: progress)
        report.mergingTime = clock.now - mergingStart
        report.memoryBytes += learner.bytes
        report.merges = learner.merges.count
        report.lastCount = learner.lastCount
        return (definition(learner.tokens, learner.merges), report)
    }

    /// The count up to which pieces are left out, so that merging stays within the limit on memory.
    private func rareThreshold(_ table: PieceTable, _ report: inout TrainingReport) -> UInt64 {
        var threshold: UInt64 = 0
        while true {
            var (symbols, pieces, occurrences) = (0, 0, 0)
            table.forEach { piece, count in
                if count > threshold {
                    symbols += piece.count
                } else {
                    pieces += 1
                    occurrences += Int(clamping: count)
                }
            }
            if symbols * Self.mergingBytesEach <= recipe.memoryBytesMax {
                report.omissions.rarePieces += pieces
                report.omissions.rareOccurrences += occurrences
                return threshold
            }
            threshold = max(1, threshold * 2)
        }
    }

    private func definition(
        _ tokens: ByteStrings, _ merges: [TokenizerDefinition.Merge]
    ) -> TokenizerDefinition {
        var definition = TokenizerDefinition(model: .bytePairs)
        definition.preTokenizer = preTokenizer
        definition.composes = recipe.composes
        definition.merges = merges
        var spellings = ByteStrings(reservingStrings: recipe.specialTokens.count + tokens.count)
        for token in recipe.specialTokens { spellings.append(token) }
        for index in 0..<tokens.count { spellings.append(ByteAlphabet.spelling(of: tokens[index])) }
        definition.tokens = spellings
        definition.kinds =
            recipe.specialTokens.map { _ in .control } + (0..<tokens.count).map { _ in .normal }
        definition.ignoresMerges = PreTokenizer.wholeWordNames.contains(preTokenizer.name)
        setSpecial(&definition)
        return definition
    }

    private func setSpecial(_ definition: inout TokenizerDefinition) {
        func id(_ token: String?) -> TokenID? {
            token.flatMap { recipe.specialTokens.firstIndex(of: $0) }.map { TokenID($0) }
        }
        definition.special.bos = id(recipe.startToken)
        definition.special.eos = id(recipe.endToken)
        definition.special.padding = id(recipe.paddingToken)
        definition.detectSpecial()
        if recipe.addsStart, let start = definition.special.bos { definition.prefix = [start] }
        definition.special.addsBOS = !definition.prefix.isEmpty
    }
}
