import Synchronization

/// What pieces of text became when they were last met, and room to work in.
///
/// One thread uses it at a time. A piece has one place, by its hash; another piece with that place
/// puts it out. So it never grows, and no text can make it slow: at worst every piece is encoded.
///
/// `@unchecked Sendable` is safe: ``PieceCaches`` hands each cache to one thread only.
final class PieceCache: @unchecked Sendable {
    /// How many places there are.
    static let placesCount = 1 << 15
    /// The most tokens of a piece that is kept.
    static let tokensMax = 3
    /// How many tokens are gathered before they go to the caller.
    static let gatheredMax = 4096

    /// A piece and its tokens: half a cache line.
    struct Place: BitwiseCopyable {
        /// The piece; all zero, which no piece is, where there is none.
        var piece: ShortPiece
        /// Its tokens, and in the last lane how many.
        var tokens: SIMD4<TokenID>
    }

    private let places: UnsafeMutableRawPointer
    /// Tokens on their way to the caller.
    let gathered: UnsafeMutablePointer<TokenID>
    /// The symbols of one piece while they merge.
    var symbols: [TokenID] = []
    private let seeds = ShortPiece.Seeds.process

    init() {
        let bytes = Self.placesCount * MemoryLayout<Place>.stride
        places = .allocate(byteCount: bytes, alignment: 64)
        places.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        gathered = .allocate(capacity: Self.gatheredMax)
    }

    deinit {
        places.deallocate()
        gathered.deallocate()
    }

    /// The place of a piece, whoever is in it.
    @inline(__always)
    func place(of piece: ShortPiece) -> UnsafeMutablePointer<Place> {
        let index = Int(truncatingIfNeeded: piece.hash(seeds)) & (Self.placesCount - 1)
        return places.assumingMemoryBound(to: Place.self) + index
    }
}

/// The caches of a tokenizer that no thread uses at the moment.
final class PieceCaches: Sendable {
    /// How many are kept.
    static let keptMax = 8

    private let idle = Mutex<[PieceCache]>([])

    /// Takes a cache, a new one where all are in use.
    func take() -> PieceCache { idle.withLock { $0.popLast() } ?? PieceCache() }

    /// Gives a cache back.
    func give(_ cache: PieceCache) {
        idle.withLock { if $0.count < Self.keptMax { $0.append(cache) } }
    }
}
