/// The vocabulary in a SentencePiece `tokenizer.model`.
///
/// The file is a protobuf message. Fields read here, by number:
///
///     1  piece (again and again): 1 spelling, 2 score (f32), 3 kind (as in `token_type`)
///     2  trainer: 3 kind of model (1 unigram, 2 byte pairs), 24 treats ▁ as suffix
///     3  normaliser: 2 compiled character map, 3 adds a space before, 4 removes extra spaces
///
/// Every field is a varint key (number · 8 + wire type) and its value; unknown fields are skipped.
package struct SentencePieceModel {
    package private(set) var vocabulary = ImportedVocabulary(model: "t5")
    private var modelKind: UInt64 = 1
    private var addsDummyPrefix = true
    private var removesExtraSpaces = true

    /// Parses a file's bytes.
    ///
    /// - Throws: ``CheckpointError/malformed(path:offset:reason:)``,
    ///   ``CheckpointError/unsupported(path:what:)`` for word and character models.
    package init(_ bytes: [UInt8], path: String) throws(CheckpointError) {
        var fields = ProtobufFields(bytes[...], path: path)
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let piece)): try addPiece(piece, path)
            case (2, .bytes(let trainer)): try readTrainer(trainer, path)
            case (3, .bytes(let normalizer)): try readNormalizer(normalizer, path)
            default: continue
            }
        }
        guard !vocabulary.tokens.isEmpty else {
            throw .malformed(path: path, offset: 0, reason: "it holds no pieces")
        }
        switch modelKind {
        case 1: vocabulary.model = "t5"
        case 2: vocabulary.model = "llama"
        default: throw .unsupported(path: path, what: "SentencePiece model type \(modelKind)")
        }
        vocabulary.addsSpacePrefix = addsDummyPrefix
        vocabulary.removesExtraSpaces = removesExtraSpaces
    }

    private mutating func addPiece(
        _ bytes: ArraySlice<UInt8>, _ path: String
    ) throws(CheckpointError) {
        var fields = ProtobufFields(bytes, path: path)
        var spelling = ""
        var score: Float = 0
        var kind = ImportedVocabulary.Kind.normal
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let text)): spelling = String(decoding: text, as: UTF8.self)
            case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
            case (3, .varint(let number)):
                guard let known = Int32(exactly: number).flatMap(ImportedVocabulary.Kind.init)
                else {
                    throw .malformed(
                        path: path, offset: bytes.startIndex,
                        reason: "a piece has the kind \(number)")
                }
                kind = known
            default: continue
            }
        }
        guard vocabulary.set(vocabulary.tokens.count, spelling, kind: kind, score: score) else {
            throw .unsupported(
                path: path, what: "more than \(ImportedVocabulary.tokensMax) pieces")
        }
    }

    private mutating func readTrainer(
        _ bytes: ArraySlice<UInt8>, _ path: String
    ) throws(CheckpointError) {
        var fields = ProtobufFields(bytes, path: path)
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (3, .varint(let kind)): modelKind = kind
            case (24, .varint(let flag)) where flag != 0:
                throw .unsupported(path: path, what: "spaces at the end of pieces")
            default: continue
            }
        }
    }

    private mutating func readNormalizer(
        _ bytes: ArraySlice<UInt8>, _ path: String
    ) throws(CheckpointError) {
        var fields = ProtobufFields(bytes, path: path)
        while let field = try fields.next() {
            switch (field.number, field.value) {
            case (2, .bytes(let map)): vocabulary.characterMap = Array(map)
            case (3, .varint(let flag)): addsDummyPrefix = flag != 0
            case (4, .varint(let flag)): removesExtraSpaces = flag != 0
            default: continue
            }
        }
    }
}
