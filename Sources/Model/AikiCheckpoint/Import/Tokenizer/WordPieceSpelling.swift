/// How GGUF spells WordPiece tokens: a word's beginning carries ▁, its continuation nothing, and
/// special tokens in brackets stay as they are.
enum WordPieceSpelling {
    static func stored(_ token: String) -> String {
        if token.hasPrefix("["), token.hasSuffix("]") { return token }
        if token.hasPrefix("##") { return String(token.dropFirst(2)) }
        return "▁" + token
    }
}
