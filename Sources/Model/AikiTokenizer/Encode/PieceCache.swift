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
    /// How many places there are for longer pieces, and for short ones of many tokens.
    static let longPlacesCount = 1 << 13
    /// The most tokens of a piece in a place.
    static let tokensMax = 3
    /// The most tokens of a piece in a long place.
    static let longTokensMax = 7
    /// How many tokens are gathered before they go to the caller.
    static let gatheredMax = 4096

    /// A piece and its tokens: half a cache line.
    struct Place: BitwiseCopyable {
        /// The piece; all zero, which no piece is, where there is none.
        var piece: ShortPiece
        /// Its tokens, and in the last lane how many.
        var tokens: SIMD4<TokenID>

        /// Stands for how many where there are more than fit: a long place may have them.
        static let many: TokenID = -1
    }

    /// A longer piece and its tokens: a cache line.
    struct LongPlace: BitwiseCopyable {
        /// The piece; all zero where there is none.
        var piece: LongPiece
        /// Its tokens, and in the last lane how many.
        var tokens: SIMD8<TokenID>
    }

    private let places: UnsafeMutableRawPointer
    private let longPlaces: UnsafeMutableRawPointer
    /// Tokens on their way to the caller.
    let gathered: UnsafeMutablePointer<TokenID>
    /// The symbols of one piece while they merge.
    var symbols: [TokenID] = []
    private let seeds = ShortPiece.Seeds.process

    init() {
        let bytes = Self.placesCount * MemoryLayout<Place>.stride
        places = .allocate(byteCount: bytes, alignment: 64)
        places.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        let longBytes = Self.longPlacesCount * MemoryLayout<LongPlace>.stride
        longPlaces = .allocate(byteCount: longBytes, alignment: 64)
        longPlaces.initializeMemory(as: UInt8.self, repeating: 0, count: longBytes)
        gathered = .allocate(capacity: Self.gatheredMax)
    }

    deinit {
        places.deallocate()
        longPlaces.deallocate()
        gathered.deallocate()
    }

    /// The place of a piece, whoever is in it.
    @inline(__always)
    func place(of piece: ShortPiece) -> UnsafeMutablePointer<Place> {
        let index = Int(truncatingIfNeeded: piece.hash(seeds)) & (Self.placesCount - 1)
        return places.assumingMemoryBound(to: Place.self) + index
    }

    /// The place of a longer piece, whoever is in it.
    @inline(__always)
    func place(of piece: LongPiece) -> UnsafeMutablePointer<LongPlace> {
        let index = Int(truncatingIfNeeded: piece.hash(seeds)) & (Self.longPlacesCount - 1)
        return longPlaces.assumingMemoryBound(to: LongPlace.self) + index
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
