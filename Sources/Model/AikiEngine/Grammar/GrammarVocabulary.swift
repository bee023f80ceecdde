package import AikiBase

/// A vocabulary as a prefix tree over the bytes of its tokens, made once for each tokenizer.
///
/// Nodes stand in preorder, so that a subtree that the grammar forbids is skipped by one jump.
package struct GrammarVocabulary: Sendable {
    /// How many tokens there are, those without bytes among them.
    package let count: Int
    /// Tokens that end an answer.
    let endOfGeneration: [Int32]
    /// The byte that leads to each node.
    let bytes: [UInt8]
    /// How many bytes lead to each node; the root is left out.
    let depths: [Int32]
    /// The node after each node's subtree.
    let skips: [Int32]
    /// Where each node's tokens start among ``tokens``; one more entry than there are nodes.
    let starts: [Int32]
    /// Tokens in the order of their nodes.
    let tokens: [Int32]
    /// The longest token's bytes.
    let depthMax: Int
    /// The bytes of all tokens, by id.
    private let spellings: ByteStrings

    /// Builds the tree.
    ///
    /// - Parameters:
    ///   - spellings: the bytes of each token by its id; tokens without any, as control tokens, are
    ///     never allowed inside a text.
    ///   - endOfGeneration: tokens that end an answer; allowed only where the grammar can end.
    /// - Complexity: O(n log n) for n tokens.
    package init(_ spellings: ByteStrings, endOfGeneration: Set<Int32>) {
        let ends = endOfGeneration.filter { $0 >= 0 && Int($0) < spellings.count }
        let order = Self.sorted(
            (0..<Int32(spellings.count)).filter {
                !spellings[Int($0)].isEmpty && !ends.contains($0)
            }, spellings)
        var builder = TreeBuilder()
        for token in order { builder.add(spellings[Int(token)], token) }
        builder.close(to: 0)
        builder.starts.append(Int32(order.count))
        count = spellings.count
        self.endOfGeneration = ends.sorted()
        self.spellings = spellings
        bytes = builder.bytes
        depths = builder.depths
        skips = builder.skips
        starts = builder.starts
        tokens = builder.tokens
        depthMax = builder.depthMax
    }

    /// Tokens in the order of their bytes, compared on bare memory: there are many.
    private static func sorted(_ tokens: [Int32], _ spellings: ByteStrings) -> [Int32] {
        spellings.bytes.withUnsafeBufferPointer { bytes in
            spellings.offsets.withUnsafeBufferPointer { offsets in
                tokens.sorted { left, right in
                    var (one, other) = (offsets[Int(left)], offsets[Int(right)])
                    let (oneEnd, otherEnd) = (offsets[Int(left) + 1], offsets[Int(right) + 1])
                    while one < oneEnd, other < otherEnd {
                        if bytes[one] != bytes[other] { return bytes[one] < bytes[other] }
                        one += 1
                        other += 1
                    }
                    return one == oneEnd && other < otherEnd
                }
            }
        }
    }

    /// The tree as bare memory.
    struct Tree {
        let bytes: UnsafeBufferPointer<UInt8>
        let depths: UnsafeBufferPointer<Int32>
        let skips: UnsafeBufferPointer<Int32>
        let starts: UnsafeBufferPointer<Int32>
        let tokens: UnsafeBufferPointer<Int32>
    }

    /// Lends the tree as bare memory.
    func withTree<Result>(_ body: (Tree) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            depths.withUnsafeBufferPointer { depths in
                skips.withUnsafeBufferPointer { skips in
                    starts.withUnsafeBufferPointer { starts in
                        tokens.withUnsafeBufferPointer { tokens in
                            body(
                                Tree(
                                    bytes: bytes, depths: depths, skips: skips, starts: starts,
                                    tokens: tokens))
                        }
                    }
                }
            }
        }
    }

    /// The bytes of a token.
    package func bytes(of token: Int32) -> ArraySlice<UInt8> {
        token >= 0 && Int(token) < count ? spellings[Int(token)] : []
    }

    /// Whether a token ends an answer.
    package func endsGeneration(_ token: Int32) -> Bool { endOfGeneration.contains(token) }
}

/// Adds sorted strings one by one.
private struct TreeBuilder {
    var bytes: [UInt8] = []
    var depths: [Int32] = []
    var skips: [Int32] = []
    var starts: [Int32] = []
    var tokens: [Int32] = []
    var depthMax = 0
    private var path: [Int] = []
    private var last: ArraySlice<UInt8> = []

    mutating func add(_ string: ArraySlice<UInt8>, _ token: Int32) {
        let shared = zip(string, last).prefix { $0 == $1 }.count
        close(to: shared)
        for (offset, byte) in string.dropFirst(shared).enumerated() {
            path.append(bytes.count)
            bytes.append(byte)
            depths.append(Int32(shared + offset + 1))
            skips.append(0)
            starts.append(Int32(tokens.count))
        }
        tokens.append(token)
        last = string
        depthMax = max(depthMax, string.count)
    }

    mutating func close(to depth: Int) {
        while path.count > depth { skips[path.removeLast()] = Int32(bytes.count) }
    }
}
