import AikiBase

extension TokenizerDefinition {
    /// The definition as a Hugging Face `tokenizer.json`.
    ///
    /// Reading it again gives the same tokenizer, here and in `tokenizers` and `transformers`.
    ///
    /// - Returns: the file's bytes.
    /// - Throws: ``TokenizerError/unsupported(part:name:)`` for another model than byte-level byte
    ///   pairs, and for merges of which two have one rank, which such a file cannot hold.
    public func tokenizerJSON() throws(TokenizerError) -> [UInt8] {
        guard model == .bytePairs, let preTokenizer else {
            throw .unsupported(part: "model in tokenizer.json", name: model.rawValue)
        }
        var isOrdered = true
        for index in merges.indices.dropFirst() {
            isOrdered = isOrdered && merges[index - 1].rank < merges[index].rank
        }
        guard isOrdered else {
            throw .unsupported(part: "list of merges in tokenizer.json", name: "two of one rank")
        }
        var json = JSONText()
        json.add("{\n  \"version\": \"1.0\",\n  \"truncation\": null,\n  \"padding\": null,\n")
        json.add("  \"added_tokens\": [")
        addAddedTokens(to: &json)
        json.add("],\n  \"normalizer\": ")
        json.add(composes ? "{\"type\": \"NFC\"}" : "null")
        json.add(",\n  \"pre_tokenizer\": ")
        addPreTokenizer(preTokenizer, to: &json)
        json.add(",\n  \"post_processor\": ")
        addPostProcessor(to: &json)
        json.add(
            ",\n  \"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false, "
                + "\"trim_offsets\": false, \"use_regex\": false},\n")
        addModel(to: &json)
        json.add("\n}\n")
        return json.bytes
    }

    private func addAddedTokens(to json: inout JSONText) {
        var isFirst = true
        for (id, kind) in kinds.enumerated() {
            let isControl = kind == .control || kind == .unknown
            guard isControl || kind == .userDefined else { continue }
            let strip = strips[TokenID(id)] ?? []
            json.add(isFirst ? "\n    " : ",\n    ")
            json.add("{\"id\": \(id), \"content\": ")
            json.add(string: tokens[id])
            json.add(", \"single_word\": \(strip.contains(.singleWord))")
            json.add(
                ", \"lstrip\": \(strip.contains(.left)), \"rstrip\": \(strip.contains(.right))")
            json.add(", \"normalized\": false, \"special\": \(isControl)}")
            isFirst = false
        }
        if !isFirst { json.add("\n  ") }
    }

    /// A stage a pattern; GPT-2's is what `ByteLevel` itself brings.
    private func addPreTokenizer(_ preTokenizer: PreTokenizer, to json: inout JSONText) {
        let addsSpace = spaces.prefix != .never
        var patterns = preTokenizer.patterns
        let endsInGPT2 = patterns.last == PublishedPatterns.gpt2
        if endsInGPT2 { patterns.removeLast() }
        if !patterns.isEmpty { json.add("{\"type\": \"Sequence\", \"pretokenizers\": [") }
        for pattern in patterns {
            if pattern == #"\p{N}"# {
                json.add("{\"type\": \"Digits\", \"individual_digits\": true}, ")
                continue
            }
            json.add("{\"type\": \"Split\", \"pattern\": {\"Regex\": ")
            json.add(string: pattern.utf8)
            json.add("}, \"behavior\": \"Isolated\", \"invert\": false}, ")
        }
        json.add("{\"type\": \"ByteLevel\", \"add_prefix_space\": \(addsSpace), ")
        json.add("\"trim_offsets\": true, \"use_regex\": \(endsInGPT2)}")
        if !patterns.isEmpty { json.add("]}") }
    }

    private func addPostProcessor(to json: inout JSONText) {
        guard !(prefix.isEmpty && suffix.isEmpty) else {
            return json.add(
                "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true, "
                    + "\"use_regex\": false}")
        }
        json.add("{\"type\": \"TemplateProcessing\", \"single\": [")
        addTemplate(prefix, typeID: 0, to: &json)
        json.add("{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}")
        for id in suffix { addTemplateToken(", ", id, typeID: 0, "", to: &json) }
        json.add("], \"pair\": [")
        addTemplate(prefix, typeID: 0, to: &json)
        json.add("{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, ")
        addTemplate(prefix, typeID: 1, to: &json)
        json.add("{\"Sequence\": {\"id\": \"B\", \"type_id\": 1}}")
        for id in suffix { addTemplateToken(", ", id, typeID: 1, "", to: &json) }
        json.add("], \"special_tokens\": {")
        var isFirst = true
        for id in Set(prefix + suffix).sorted() {
            if !isFirst { json.add(", ") }
            json.add(string: tokens[Int(id)])
            json.add(": {\"id\": ")
            json.add(string: tokens[Int(id)])
            json.add(", \"ids\": [\(id)], \"tokens\": [")
            json.add(string: tokens[Int(id)])
            json.add("]}")
            isFirst = false
        }
        json.add("}}")
    }

    private func addTemplate(_ ids: [TokenID], typeID: Int, to json: inout JSONText) {
        for id in ids { addTemplateToken("", id, typeID: typeID, ", ", to: &json) }
    }

    private func addTemplateToken(
        _ before: String, _ id: TokenID, typeID: Int, _ after: String, to json: inout JSONText
    ) {
        json.add(before + "{\"SpecialToken\": {\"id\": ")
        json.add(string: tokens[Int(id)])
        json.add(", \"type_id\": \(typeID)}}" + after)
    }

    private func addModel(to json: inout JSONText) {
        json.add("  \"model\": {\n    \"type\": \"BPE\",\n    \"dropout\": null,\n")
        json.add("    \"unk_token\": null,\n    \"continuing_subword_prefix\": null,\n")
        json.add("    \"end_of_word_suffix\": null,\n    \"fuse_unk\": false,\n")
        json.add("    \"byte_fallback\": false,\n    \"ignore_merges\": \(ignoresMerges),\n")
        json.add("    \"vocab\": {")
        for id in 0..<tokens.count {
            json.add(id == 0 ? "\n      " : ",\n      ")
            json.add(string: tokens[id])
            json.add(": \(id)")
        }
        json.add("\n    },\n    \"merges\": [")
        for (index, merge) in merges.enumerated() {
            json.add(index == 0 ? "\n      " : ",\n      ")
            var line = Array(tokens[Int(merge.left)])
            line.append(0x20)
            line += tokens[Int(merge.right)]
            json.add(string: line)
        }
        json.add("\n    ]\n  }")
    }
}
