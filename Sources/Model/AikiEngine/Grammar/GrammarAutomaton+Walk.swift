extension GrammarAutomaton {
    /// Marks the tokens whose bytes the grammar allows from a state on.
    ///
    /// All tokens are followed at once down the vocabulary's tree; a subtree whose first byte is
    /// forbidden is skipped. Inside a JSON string nearly every node is visited, so the walk runs on
    /// bare memory and stops only to fill a row it has not seen.
    mutating func walk(
        _ vocabulary: GrammarVocabulary, from state: Int32, into mask: inout TokenMask
    ) {
        var path = [Int32](repeating: state, count: vocabulary.depthMax + 1)
        var node = 0
        while node < vocabulary.bytes.count {
            node = run(vocabulary, from: node, &path, &mask)
            guard node < vocabulary.bytes.count else { return }
            let parent = path[Int(vocabulary.depths[node]) - 1]
            _ = step(parent, vocabulary.bytes[node])
        }
    }

    /// Goes on until the end or until a row is missing.
    ///
    /// - Returns: the node that was not followed.
    private func run(
        _ vocabulary: GrammarVocabulary, from first: Int, _ path: inout [Int32],
        _ mask: inout TokenMask
    ) -> Int {
        let width = grammar.classBytes.count
        let count = vocabulary.bytes.count
        return withRows { rows in
            path.withUnsafeMutableBufferPointer { path in
                mask.words.withUnsafeMutableBufferPointer { words in
                    grammar.classes.withUnsafeBufferPointer { classes in
                        vocabulary.withTree { tree in
                            var node = first
                            while node < count {
                                let depth = Int(tree.depths[node])
                                let column = Int(classes[Int(tree.bytes[node])])
                                let next = rows[Int(path[depth - 1]) * width + column]
                                guard next >= 0 else {
                                    if next != Self.dead { return node }
                                    node = Int(tree.skips[node])
                                    continue
                                }
                                path[depth] = next
                                let end = Int(tree.starts[node + 1])
                                for index in Int(tree.starts[node])..<end {
                                    let token = Int(tree.tokens[index])
                                    words[token >> 6] |= 1 << UInt64(token & 63)
                                }
                                node += 1
                            }
                            return count
                        }
                    }
                }
            }
        }
    }
}
