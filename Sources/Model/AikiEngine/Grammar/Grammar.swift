package import AikiBase

/// What texts an answer may have: a context-free grammar over UTF-8 bytes.
///
/// Rules are alternatives of symbols, and a symbol is a set of bytes or a rule. Characters beyond
/// ASCII are sequences of byte sets, so that a token may end inside a character. ``GrammarMatcher``
/// follows a text through the grammar.
package struct Grammar: Sendable {
    /// Bytes of GBNF, or of a JSON schema, that are read.
    package static let sourceBytesMax = 1 << 20
    /// Groups, or schemas, that stand inside each other.
    package static let nestingMax = 100
    /// Symbols and alternatives of all rules once repetitions are unfolded.
    package static let elementsMax = 1_000_000

    /// Symbols of all alternatives, end to end: a rule's index, `~index` of a byte set, or
    /// ``endOfAlternative``.
    let symbols: [Int32]
    /// Where each rule's alternatives start among ``symbols``.
    let alternatives: [[Int32]]
    /// The byte sets.
    let sets: [ByteSet]
    /// The rule that a text must match.
    let root: Int32
    /// The class of each byte: bytes of one class are in the same sets.
    let classes: [UInt8]
    /// One byte of each class.
    let classBytes: [UInt8]

    /// Stands after the last symbol of an alternative.
    static let endOfAlternative = Int32.min

    init(symbols: [Int32], alternatives: [[Int32]], sets: [ByteSet], root: Int32) {
        self.symbols = symbols
        self.alternatives = alternatives
        self.sets = sets
        self.root = root
        (classes, classBytes) = Self.classes(of: sets)
    }

    /// Bytes that no set tells apart are one class: a few dozen instead of 256.
    private static func classes(of sets: [ByteSet]) -> (classes: [UInt8], bytes: [UInt8]) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        for set in sets where count < 256 {
            var split: [Int: Int] = [:]
            for byte in 0..<256 {
                let key = Int(classes[byte]) << 1 | (set.contains(UInt8(byte)) ? 1 : 0)
                // The first half of a class keeps its number, the other takes a new one.
                if split[key] == nil {
                    let isKept = split[key ^ 1] == nil
                    split[key] = isKept ? Int(classes[byte]) : count
                    count += isKept ? 0 : 1
                }
            }
            for byte in 0..<256 {
                let key = Int(classes[byte]) << 1 | (set.contains(UInt8(byte)) ? 1 : 0)
                classes[byte] = UInt8(split[key] ?? 0)
            }
        }
        var bytes = [UInt8](repeating: 0, count: count)
        for byte in 0..<256 { bytes[Int(classes[byte])] = UInt8(byte) }
        return (classes, bytes)
    }

    /// Reads GBNF, llama.cpp's notation; matching starts at its rule `root`.
    ///
    /// - Throws: ``GrammarError``.
    package init(gbnf: String) throws(GrammarError) {
        let rules = try GBNFParser.rules(of: gbnf)
        self = try GrammarCompiler.compile(rules, root: "root")
    }

    /// Makes the grammar of the JSON that a schema allows.
    ///
    /// The grammar may be narrower than the schema, never wider, but for two exceptions: `oneOf` is
    /// read as `anyOf`, and the values of an array may repeat. Members come in the order of the
    /// schema's properties; where properties are listed, others need `additionalProperties`. White
    /// space is a space, or a line break and up to 16 spaces; numbers have at most 16 digits.
    ///
    /// - Throws: ``GrammarError``; what cannot be enforced is refused by name.
    package init(jsonSchema: JSONValue) throws(GrammarError) {
        let rules = try SchemaReader.rules(of: jsonSchema)
        self = try GrammarCompiler.compile(rules, root: "root")
    }

    /// Any JSON object.
    package static let jsonObject: Grammar = {
        do {
            return try Grammar(jsonSchema: ["type": "object"])
        } catch {
            preconditionFailure("the grammar of JSON objects is our own: \(error)")
        }
    }()
}
