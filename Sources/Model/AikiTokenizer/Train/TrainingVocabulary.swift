import AikiBase

/// The tokens of a vocabulary that grows: 256 bytes in the order of GPT-2's alphabet, then merges.
///
/// Ids start at the first that no special token has.
struct TrainingVocabulary: ~Copyable {
    private let firstToken: TokenID
    private let tokenOfByte: FrozenArray<TokenID>
    /// The bytes of each token.
    private(set) var tokens = ByteStrings()
    private var ids: [[UInt8]: TokenID] = [:]
    /// The first eight bytes of each token, the first highest, so that numbers order as bytes do.
    private var prefixes = Slab<UInt64>(reserving: 1 << 10)

    /// The bytes in the order of the alphabet's scalars.
    static let byteOrder: [UInt8] = (0..<256).map(UInt8.init).sorted {
        ByteAlphabet.scalars[Int($0)] < ByteAlphabet.scalars[Int($1)]
    }

    /// A vocabulary of single bytes.
    init(firstToken: TokenID) {
        self.firstToken = firstToken
        var tokenOfByte = [TokenID](repeating: 0, count: 256)
        for (index, byte) in Self.byteOrder.enumerated() {
            tokenOfByte[Int(byte)] = firstToken + TokenID(index)
        }
        self.tokenOfByte = FrozenArray(tokenOfByte)
        for byte in Self.byteOrder { _ = token(of: [byte]) }
    }

    /// How many tokens there are.
    var count: Int { tokens.count }

    /// The token of a byte.
    func token(ofByte byte: UInt8) -> TokenID { tokenOfByte[Int(byte)] }

    /// How many bytes a token has.
    func length(_ token: TokenID) -> Int {
        let index = Int(token - firstToken)
        return tokens.offsets[index + 1] - tokens.offsets[index]
    }

    /// The bytes of two tokens together.
    func joined(_ left: TokenID, _ right: TokenID) -> [UInt8] {
        Array(tokens[Int(left - firstToken)]) + tokens[Int(right - firstToken)]
    }

    /// The token of some bytes: two pairs may give the same, and a vocabulary spells nothing twice.
    mutating func token(of bytes: [UInt8]) -> TokenID {
        if let known = ids[bytes] { return known }
        let token = firstToken + TokenID(tokens.count)
        ids[bytes] = token
        tokens.append(bytes)
        var prefix: UInt64 = 0
        for index in 0..<8 {
            prefix = prefix << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
        }
        prefixes.append(prefix)
        return token
    }

    /// The first eight bytes of a token as a number that orders as they do.
    func prefix(_ token: TokenID) -> UInt64 { prefixes[Int(token - firstToken)] }

    /// Whether a pair of tokens comes after another in the order of bytes: left token, then right.
    func isPair(
        _ left: TokenID, _ right: TokenID, after otherLeft: TokenID, _ otherRight: TokenID
    ) -> Bool {
        left == otherLeft ? isAfter(right, otherRight) : isAfter(left, otherLeft)
    }

    private func isAfter(_ token: TokenID, _ other: TokenID) -> Bool {
        let (mine, theirs) = (prefix(token), prefix(other))
        if mine != theirs { return mine > theirs }
        if token == other { return false }
        return tokens[Int(other - firstToken)].lexicographicallyPrecedes(
            tokens[Int(token - firstToken)])
    }
}
