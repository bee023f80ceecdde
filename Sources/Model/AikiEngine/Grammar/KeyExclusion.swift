/// Keys of a JSON object other than some names.
///
/// A key could also spell a name with escapes; so other keys are written with the shortest escapes
/// only, which gives every text one spelling.
enum KeyExclusion {
    /// A key in quotation marks that is none of the names.
    static func key(otherThan names: [String]) -> GrammarExpression {
        let any = GrammarExpression.any(unit(otherThan: []))
        var root = Node()
        for name in names { root.add(Array(name.unicodeScalars)[...]) }
        return JSONGrammar.quoted(root.expression(any: any))
    }

    /// One character, escaped where it must be, that is none of some.
    private static func unit(otherThan scalars: [Unicode.Scalar]) -> GrammarExpression {
        let excluded = ScalarSet(scalars.map { $0.value...$0.value })
        return JSONGrammar.character(of: excluded.inverted)
    }

    /// A place in the tree of names.
    private struct Node {
        private var children: [(scalar: Unicode.Scalar, node: Node)] = []
        private var endsName = false

        mutating func add(_ rest: ArraySlice<Unicode.Scalar>) {
            guard let first = rest.first else {
                endsName = true
                return
            }
            let index: Int
            if let known = children.firstIndex(where: { $0.scalar == first }) {
                index = known
            } else {
                index = children.count
                children.append((first, Node()))
            }
            children[index].node.add(rest.dropFirst())
        }

        /// What may follow here so that the whole is no name.
        func expression(any: GrammarExpression) -> GrammarExpression {
            guard !children.isEmpty else {
                // Past a name: at least one more character. Elsewhere there is always a child.
                let more = GrammarExpression.sequence([unit(otherThan: []), any])
                return endsName ? more : any
            }
            var choices: [GrammarExpression] = endsName ? [] : [.bytes([])]
            choices.append(.sequence([unit(otherThan: children.map(\.scalar)), any]))
            for (scalar, node) in children {
                let spelled = JSONGrammar.character(of: ScalarSet(scalar))
                choices.append(.sequence([spelled, node.expression(any: any)]))
            }
            return .choice(choices)
        }
    }
}
