import AikiBase

/// Learns merges from counted pieces.
///
/// Every pair of neighbouring tokens has its count and the pieces it stands in, kept up to date as
/// merges change those pieces alone; a heap gives the pair to merge next. Its entries are never
/// removed: one whose count is no longer the pair's goes back with the right one (counts fall by
/// themselves, and where they rise an entry is added).
///
/// Legend: N pieces, S their bytes in all, M merges.
///
/// - Complexity: O(S · log S) time; 4 bytes a symbol, some 24 a pair, 4 for each piece of a pair.
/// - SeeAlso: Sennrich 2016 §3.2; Gage 1994.
struct MergeLearner: ~Copyable {
    /// The token of each byte.
    private let firstToken: TokenID
    private let recipe: TokenizerRecipe
    /// Spellings, as bytes, that no merge may give.
    private let reserved: Set<[UInt8]>

    // Pieces: where the symbols of each start, how many are left, how often it was seen.
    private var starts = Slab<Int>(reserving: 1 << 10)
    private var lengths = Slab<Int32>(reserving: 1 << 10)
    private var counts = Slab<Int>(reserving: 1 << 10)
    private var symbols = Slab<TokenID>(reserving: 1 << 12)

    private var pairs = PairTable()
    private var places = PairPlaces()
    private var queue = PairQueue()
    private var vocabulary: TrainingVocabulary
    /// What was learned, best first.
    private(set) var merges: [TokenizerDefinition.Merge] = []
    /// The count of the last pair that merged.
    private(set) var lastCount = 0

    /// Prepares a vocabulary of special tokens and bytes.
    init(_ recipe: TokenizerRecipe) {
        self.recipe = recipe
        firstToken = TokenID(recipe.specialTokens.count)
        reserved = Set(recipe.specialTokens.compactMap { ByteAlphabet.bytes(ofSpelling: $0) })
        vocabulary = TrainingVocabulary(firstToken: firstToken)
    }

    /// Takes a piece.
    mutating func add(_ piece: UnsafeBufferPointer<UInt8>, count: Int) {
        // A piece of one byte has no pair.
        guard piece.count > 1 else { return }
        starts.append(symbols.count)
        lengths.append(Int32(piece.count))
        counts.append(count)
        for byte in piece { symbols.append(vocabulary.token(ofByte: byte)) }
    }

    /// How many pieces there are.
    var pieces: Int { starts.count }

    /// Bytes that the tables hold.
    var bytes: Int {
        starts.bytes + lengths.bytes + counts.bytes + symbols.bytes + pairs.bytes + places.bytes
            + queue.bytes
    }

    /// The tokens' bytes; those of special tokens are not among them.
    var tokens: ByteStrings { vocabulary.tokens }

    /// Merges until the vocabulary is full or no pair is frequent enough.
    ///
    /// - Parameter progress: called now and then with how many merges there are.
    mutating func learn(progress: (_ merges: Int) -> Void) {
        countPairs()
        for pair in 0..<pairs.count { offer(pair) }
        let wanted = recipe.vocabularySize - recipe.specialTokens.count
        while vocabulary.count < wanted, let pair = nextPair() {
            merge(pair)
            if merges.count % 256 == 0 { progress(merges.count) }
        }
    }

    /// The pair that merges next; nil where none is seen often enough.
    private mutating func nextPair() -> Int? {
        while let entry = queue.first {
            let pair = Int(entry.pair)
            let count = pairs[pair].count
            if count == entry.count {
                queue.removeFirst(vocabulary)
                return pair
            }
            if count >= recipe.countMin {
                queue.replaceFirst(
                    PairQueue.Entry(pairs[pair], at: pair, recipe.ties, vocabulary), vocabulary)
            } else {
                queue.removeFirst(vocabulary)
            }
        }
        return nil
    }

    /// Puts a pair that is seen often enough in the queue.
    private mutating func offer(_ pair: Int) {
        let record = pairs[pair]
        guard record.count >= recipe.countMin else { return }
        queue.push(PairQueue.Entry(record, at: pair, recipe.ties, vocabulary), vocabulary)
    }

    private mutating func countPairs() {
        for piece in 0..<pieces {
            let (start, length) = (starts[piece], Int(lengths[piece]))
            for index in start..<start + length - 1 {
                let pair = pairs.find(orAdd: symbols[index], symbols[index + 1])
                pairs.change(pair, by: counts[piece])
                places.note(pair: pair, piece: piece)
            }
        }
        places.settle(pairs: pairs.count)
    }

    private mutating func merge(_ pair: Int) {
        let record = pairs[pair]
        let (left, right) = (record.left, record.right)
        // A spelling that must not be, or a longer token than is wanted: the pair is out for good.
        pairs.change(pair, by: -record.count)
        guard vocabulary.length(left) + vocabulary.length(right) <= recipe.tokenBytesMax else {
            return
        }
        let bytes = vocabulary.joined(left, right)
        guard reserved.isEmpty || !reserved.contains(bytes) else { return }
        let result = vocabulary.token(of: bytes)
        merges.append(
            TokenizerDefinition.Merge(
                left: left, right: right, rank: UInt32(merges.count), result: result))
        lastCount = record.count
        var run = places.firstRun(of: pair)
        while run >= 0 {
            for index in places.range(of: run) {
                replace(left, right, by: result, in: Int(places.pieces[index]))
            }
            run = places.nextRun(after: run)
        }
        // The pair itself may have been counted down below zero or up by its own replacement.
        pairs.change(pair, by: -pairs[pair].count)
        for touched in places.settle(pairs: pairs.count) { offer(Int(touched)) }
    }

    /// Merges every such pair of a piece, left to right, and counts what comes of it.
    private mutating func replace(
        _ left: TokenID, _ right: TokenID, by result: TokenID, in piece: Int
    ) {
        let length = Int(lengths[piece])
        let count = counts[piece]
        let word = symbols.base + starts[piece]
        var (read, write) = (0, 0)
        while read < length {
            guard read + 1 < length, word[read] == left, word[read + 1] == right else {
                word[write] = word[read]
                read += 1
                write += 1
                continue
            }
            if write > 0 {
                let before = word[write - 1]
                pairs.lower(before, left, by: count)
                raise(before, result, by: count, in: piece)
            }
            if read + 2 < length {
                let after = word[read + 2]
                pairs.lower(right, after, by: count)
                raise(result, after, by: count, in: piece)
            }
            word[write] = result
            read += 2
            write += 1
        }
        lengths[piece] = Int32(write)
    }

    private mutating func raise(
        _ left: TokenID, _ right: TokenID, by count: Int, in piece: Int
    ) {
        let pair = pairs.find(orAdd: left, right)
        pairs.change(pair, by: count)
        places.note(pair: pair, piece: piece)
    }
}
