public import AikiBase

extension TokenizerDefinition {
    /// Writes the definition as `tokenizer.ggml.*`, as ``init(metadata:modelTokens:)`` reads it.
    ///
    /// - Parameter sink: the file's metadata.
    /// - Throws: ``TokenizerError/unsupported(part:name:)`` for another model than byte-level byte
    ///   pairs, and ``TokenizerError/unknownPreTokenizer(_:)`` where no name stands for how text is
    ///   cut and whether whole words merge.
    public func write(to sink: inout some MetadataSink) throws(TokenizerError) {
        guard model == .bytePairs, let preTokenizer else {
            throw .unsupported(part: "model in a new GGUF file", name: model.rawValue)
        }
        guard let name = preTokenizer.name(takingWholeWords: ignoresMerges) else {
            throw .unknownPreTokenizer(preTokenizer.name)
        }
        sink.set("tokenizer.ggml.model", to: model.rawValue)
        sink.set("tokenizer.ggml.pre", to: name)
        sink.set("tokenizer.ggml.tokens", to: tokens)
        sink.set("tokenizer.ggml.token_type", to: kinds.map { Int32($0.rawValue) })
        var lines = ByteStrings(reservingStrings: merges.count)
        for merge in merges.sorted(by: { $0.rank < $1.rank }) {
            lines.append(tokens[Int(merge.left)] + [0x20] + tokens[Int(merge.right)])
        }
        sink.set("tokenizer.ggml.merges", to: lines)
        let roles: [(String, TokenID?)] = [
            ("bos", special.bos), ("eos", special.eos), ("eot", special.eot),
            ("eom", special.eom), ("unknown", special.unknown), ("padding", special.padding),
        ]
        for (role, id) in roles {
            if let id { sink.set("tokenizer.ggml.\(role)_token_id", to: UInt32(id)) }
        }
        sink.set("tokenizer.ggml.add_bos_token", to: special.addsBOS)
        sink.set("tokenizer.ggml.add_eos_token", to: special.addsEOS)
        if spaces.prefix != .never { sink.set("tokenizer.ggml.add_space_prefix", to: true) }
        if composes { sink.set("tokenizer.ggml.normalizer.nfc", to: true) }
    }
}

extension PreTokenizer {
    /// A name that cuts as this does, of models that take whole words before merging or do not: a
    /// GGUF file has no other way to say that.
    fileprivate func name(takingWholeWords: Bool) -> String? {
        func fits(_ name: String) -> Bool {
            Self.wholeWordNames.contains(name) == takingWholeWords
                && !Self.characterNames.contains(name)
        }
        guard let family = PublishedPatterns.families[name] else { return nil }
        if fits(name) { return name }
        return PublishedPatterns.families.filter { $0.value == family }.keys.sorted().first(
            where: fits)
    }
}
