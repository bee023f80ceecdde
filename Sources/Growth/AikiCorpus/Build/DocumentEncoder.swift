import AikiBase
import AikiTemplate
import AikiTokenizer
import Foundation

/// Turns documents into tokens, with those that begin and end them.
///
/// A text: its tokens and the end. A conversation: what the chat template makes of it and the end,
/// where only what the assistant says, up to the end of its turn, counts in the loss. It is cut
/// where generation would begin and end, so that training sees the tokens that serving sees.
struct DocumentEncoder: Sendable {
    /// The tokens of a document.
    struct Encoded: Sendable {
        var tokens: [Int32]
        /// Which count in the loss; nil: all.
        var mask: [Bool]?
        /// Answers that do not count, though they are the assistant's: the template writes them in
        /// another way when more follows, so that no cut is sure.
        var uncutAnswers = 0
    }

    let tokenizer: Tokenizer
    /// Every token is in 0 ..< this.
    var vocabularySize: Int { tokenizer.vocabularySize }
    let template: ChatTemplate?
    let marker: (any TextMarker)?
    let end: Int32
    private let begin: Int32?
    private let reserved: ReservedSpellings

    /// Reads what the recipe names.
    init(_ recipe: CorpusRecipe, marker: (any TextMarker)?) throws {
        let tokenizer: Tokenizer
        do {
            let bytes = try Data(contentsOf: URL(filePath: recipe.tokenizerPath))
            tokenizer = try Tokenizer(tokenizerJSON: Array(bytes))
        } catch let error as any AikiError {
            throw error
        } catch {
            throw CorpusError.unreadable(
                path: recipe.tokenizerPath, reason: error.localizedDescription)
        }
        guard
            let end = recipe.endToken.map({ tokenizer.id(ofSpelling: $0) }) ?? tokenizer.special.eos
        else {
            throw CorpusError.missingKey(
                path: recipe.path, key: "end-token, as a token of the tokenizer")
        }
        self.tokenizer = tokenizer
        self.end = end
        begin = tokenizer.special.addsBOS ? tokenizer.special.bos : nil
        template = try recipe.chatTemplatePath.map { path in
            guard let source = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
                throw CorpusError.unreadable(path: path, reason: "the chat template is not there")
            }
            return try ChatTemplate(source: source)
        }
        if let path = recipe.symbolsPath, marker == nil { throw CorpusError.noMarker(path: path) }
        for token in marker?.tokens ?? [] where tokenizer.id(ofSpelling: token) == nil {
            throw CorpusError.missingKey(path: recipe.tokenizerPath, key: token)
        }
        self.marker = marker
        reserved = ReservedSpellings(tokenizer)
    }

    /// Encodes a document.
    ///
    /// - Parameters:
    ///   - body: what it says.
    ///   - learnsAll: whether what users and the system say counts in the loss too.
    /// - Returns: its tokens and mask.
    /// - Throws: the template's error; ``CorpusError`` where a conversation has no template.
    func encode(_ body: DocumentBody, learnsAll: Bool = false) throws -> Encoded {
        switch body {
        case .text(let bytes): return Encoded(tokens: encode(text: bytes), mask: nil)
        case .messages(let messages):
            var encoded = try encode(messages)
            if learnsAll { (encoded.mask, encoded.uncutAnswers) = (nil, 0) }
            return encoded
        }
    }

    private func encode(text bytes: [UInt8]) -> [Int32] {
        let text: String
        if let marker {
            text = marker.mark(String(decoding: reserved.defuse(bytes), as: UTF8.self))
        } else {
            text = String(decoding: bytes, as: UTF8.self)
        }
        var tokens = begin.map { [$0] } ?? []
        tokens += tokenizer.encode(text, addSpecial: false, parseSpecial: marker != nil)
        tokens.append(end)
        return tokens
    }

    private func encode(_ messages: [DocumentBody.ChatMessage]) throws -> Encoded {
        guard let template else {
            throw CorpusError.missingKey(path: "the recipe", key: "template in [chat]")
        }
        let values = messages.map { message in
            JSONValue.object([
                "role": .string(message.role),
                "content": .string(
                    String(decoding: reserved.defuse(message.content), as: UTF8.self)),
            ])
        }
        let written = try WrittenConversation(
            values, template: template, bos: spelling(tokenizer.special.bos),
            eos: spelling(tokenizer.special.eos))
        var (tokens, mask) = tokenizer.encode(written.text, marking: written.answers)
        if let begin, tokens.first != begin {
            tokens.insert(begin, at: 0)
            mask.insert(false, at: 0)
        }
        tokens.append(end)
        mask.append(false)
        return Encoded(tokens: tokens, mask: mask, uncutAnswers: written.uncutAnswers)
    }

    private func spelling(_ token: TokenID?) -> String { token.map(tokenizer.text) ?? "" }
}

/// Spellings of tokens that have a part to play, and what makes them plain text.
struct ReservedSpellings: Sendable {
    private let spellings: [[UInt8]]
    private let firsts: Set<UInt8>

    init(_ tokenizer: Tokenizer) {
        spellings = (0..<TokenID(tokenizer.vocabularySize)).compactMap { token in
            switch tokenizer.kind(of: token) {
            case .control, .userDefined, .unknown:
                let spelling = Array(tokenizer.text(of: token).utf8)
                return spelling.count > 1 ? spelling : nil
            case .normal, .unused, .byte: return nil
            }
        }
        firsts = Set(spellings.compactMap(\.first))
    }

    /// A text in which no reserved spelling stands: a space comes after its first byte. A text that
    /// somebody wrote must not be able to end a turn or to speak for the system.
    func defuse(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: firsts.contains) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count + 8)
        for index in text.indices {
            output.append(text[index])
            guard firsts.contains(text[index]) else { continue }
            if spellings.contains(where: { text[index...].starts(with: $0) }) {
                output.append(0x20)
            }
        }
        return output
    }
}
