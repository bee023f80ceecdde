import AikiBase

extension TokenizerDefinition {
    /// Spellings that end a turn; the first that is there is `eot` where the file names none.
    private static let turnEnds = [
        "<|eot_id|>", "<|im_end|>", "<|end|>", "<end_of_turn>", "<|endoftext|>",
        "<|end_of_text|>", "<EOT>", "_<EOT>", "[EOT]", "<｜end▁of▁sentence｜>",
        "<end_of_utterance>",
    ]
    /// Spellings at which generation stops although no key says so.
    private static let generationEnds: Set<String> = [
        "<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<|flush|>", "<|calls|>",
        "<end_of_turn>", "<|endoftext|>", "</s>", "<|eom_id|>", "<EOT>", "_<EOT>", "[EOT]", "[EOS]",
        "<|end_of_text|>", "<end_of_utterance>", "<eos>", "<turn|>", "<|tool_response>",
        "<｜end▁of▁sentence｜>", "[e~[",
        // Fill-in-the-middle padding, repository and file marks end a completion too.
        "<|fim_pad|>", "<fim-pad>", "<fim_pad>", "<PAD>", "[PAD]", "<|fim_repo|>", "<|repo_name|>",
        "<fim-repo>", "<REPO>", "<reponame>", "<|file_sep|>",
    ]
    /// Marks inside a harmony reply that are always shown.
    private static let shownMarks: Set<String> = [
        "<|channel|>", "<|message|>", "<|start|>", "<|constrain|>",
    ]

    /// Works out which tokens end generation, from keys and usual spellings, as llama.cpp does.
    ///
    /// A token that looks like control and was marked as text becomes control.
    mutating func detectSpecial() {
        let found = wellKnownTokens()
        if special.eot == nil {
            special.eot = Self.turnEnds.lazy.compactMap { found[$0] }.first
        }
        if special.eom == nil { special.eom = found["<|eom_id|>"] }
        for (spelling, id) in found {
            if Self.shownMarks.contains(spelling) {
                kinds[Int(id)] = .userDefined
                continue
            }
            // Padding and `</s>` of a vocabulary of plain words stay what they are.
            special.endOfGeneration.insert(id)
            if kinds[Int(id)] == .normal || kinds[Int(id)] == .userDefined {
                kinds[Int(id)] = .control
            }
        }
        for id in [special.eos, special.eot, special.eom].compactMap({ $0 }) {
            special.endOfGeneration.insert(id)
        }
        keepOrdinaryEnds(found)
    }

    private func wellKnownTokens() -> [String: TokenID] {
        let wanted = Self.generationEnds.union(Self.shownMarks).union(Self.turnEnds)
        let keys = Set(wanted.map { Array($0.utf8)[...] })
        // Few tokens begin as these do: the others need not be hashed.
        var begins = [Bool](repeating: false, count: 256)
        for key in keys { begins[Int(key.first ?? 0)] = true }
        var found: [String: TokenID] = [:]
        for index in 0..<tokens.count {
            let start = tokens.offsets[index]
            guard start < tokens.offsets[index + 1], begins[Int(tokens.bytes[start])],
                keys.contains(tokens[index])
            else { continue }
            if model == .wordPiece, tokens[index].elementsEqual("[PAD]".utf8) { continue }
            found[tokens.text(index)] = TokenID(index)
        }
        return found
    }

    /// Two vocabularies use a well-known spelling for something else.
    private mutating func keepOrdinaryEnds(_ found: [String: TokenID]) {
        let hasCall = found["<|call|>"] != nil || found["<|calls|>"] != nil
        if let end = found["<|end|>"], hasCall,
            found["<|return|>"] != nil || found["<|flush|>"] != nil
        {
            special.endOfGeneration.remove(end)
            kinds[Int(end)] = .userDefined
        }
        if let end = found["</s>"], found["<|tool_response>"] != nil {
            special.endOfGeneration.remove(end)
            kinds[Int(end)] = .normal
        }
    }
}
