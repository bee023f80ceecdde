import Dispatch

/// Computed states of texts that may come again, found by their tokens.
///
/// A tree of blocks of ``blockTokens`` tokens: a node's path from the root spells a text, and the
/// node holds the state of the last block of it. Texts that begin alike share the nodes of what they
/// share; a match may end within a block, for the state of a token depends on nothing after it. Every
/// token is compared, no hash stands for one.
///
///     root ─┬─ "You are …" (64) ─┬─ (64) ─── (17)
///           │                    └─ (64)
///           └─ "Once upon …" (40)
///
/// Blocks in memory are bounded by ``bytesMax``, and the leaf unused longest goes first. Blocks of
/// mapped snapshots take no memory of ours and stay. Each set of adapters has a root of its own.
///
/// It belongs to the engine's thread.
package final class PrefixStore {
    /// Tokens of a whole block.
    package static let blockTokens = 64

    private final class Node {
        var block: StateBlock
        var children: [Node] = []
        unowned let parent: Node?
        var lastUsed: UInt64 = 0

        init(_ block: StateBlock, parent: Node?) {
            self.block = block
            self.parent = parent
        }
    }

    /// A node and how many tokens of its block are those of a text.
    private struct Step {
        var node: Node
        var tokens: Int
    }

    /// Bytes of one token's state.
    package let bytesPerToken: Int
    /// The most bytes of blocks in memory.
    package let bytesMax: Int
    /// Bytes of blocks in memory.
    package private(set) var byteCount = 0
    private var roots: [UInt64: Node] = [:]
    private var clock: UInt64 = 0

    /// An empty store.
    package init(bytesPerToken: Int, bytesMax: Int) {
        precondition(bytesPerToken > 0 && bytesMax >= 0, "\(bytesPerToken) bytes of \(bytesMax)")
        self.bytesPerToken = bytesPerToken
        self.bytesMax = bytesMax
    }

    deinit {
        // Long chains must not be let go one within the other: that would take a stack of their
        // length.
        var nodes = Array(roots.values)
        roots = [:]
        while let node = nodes.popLast() {
            nodes += node.children
            node.children = []
        }
    }

    // MARK: Finding

    /// Looks a text up. What is found counts as used.
    ///
    /// - Parameters:
    ///   - tokens: the text.
    ///   - adapterKey: what besides the tokens the state depends on.
    /// - Returns: how many tokens at its beginning have a state here.
    /// - Complexity: O(tokens · texts that part at one place).
    package func match(_ tokens: ArraySlice<Int32>, adapterKey: UInt64) -> Int {
        clock += 1
        return path(tokens, adapterKey).reduce(0) { sum, step in
            step.node.lastUsed = clock
            return sum + step.tokens
        }
    }

    /// How many tokens at the beginning of a text have a state in snapshots.
    package func matchInSnapshots(_ tokens: ArraySlice<Int32>, adapterKey: UInt64) -> Int {
        path(tokens, adapterKey).prefix { $0.node.block.piece != nil }.reduce(0) { $0 + $1.tokens }
    }

    /// Hands out the state of a text, block after block.
    ///
    /// Blocks of a snapshot are checked here; a damaged one is forgotten with all that follows it,
    /// and so is its file.
    ///
    /// - Parameters:
    ///   - tokens: the text.
    ///   - adapterKey: as for ``match(_:adapterKey:)``.
    ///   - start: how many tokens need no state.
    ///   - append: takes some tokens of a block: which, of how many, and the block.
    /// - Returns: up to which token the state was handed out; `start` where there was none.
    /// - Throws: what `append` throws.
    package func restore(
        _ tokens: ArraySlice<Int32>, adapterKey: UInt64, from start: Int,
        append: (Range<Int>, Int, UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        var position = 0
        var done = start
        var used: SnapshotFile?
        let steps = path(tokens, adapterKey)
        var tokensBefore = 0
        let known = steps.prefix {
            tokensBefore += $0.tokens
            return tokensBefore <= start
        }.count
        let states = Self.bytes(of: steps[known...].map(\.node.block))
        for (index, step) in steps.enumerated() {
            let end = position + step.tokens
            if end > done {
                let block = step.node.block
                guard let bytes = states[index - known] else {
                    block.piece?.file.discard()
                    remove(step.node)
                    break
                }
                try append(done - position..<step.tokens, block.tokens.count, bytes)
                if let file = block.piece?.file, file !== used {
                    file.noteUse()
                    used = file
                }
                done = end
            }
            position = end
        }
        return done
    }

    /// The states of blocks, nil where damaged: all cores bring their pages in and look at their
    /// checksums.
    private static func bytes(of blocks: [StateBlock]) -> [UnsafeRawBufferPointer?] {
        [UnsafeRawBufferPointer?](unsafeUninitializedCapacity: blocks.count) { states, count in
            // Safe to share: each place is written once.
            nonisolated(unsafe) let places = states
            DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
                places.initializeElement(at: index, to: blocks[index].bytes)
            }
            count = blocks.count
        }
    }

    // MARK: Keeping

    /// Keeps the state of a text, as far as it is not here and memory allows.
    ///
    /// - Parameters:
    ///   - tokens: the text.
    ///   - adapterKey: as for ``match(_:adapterKey:)``.
    ///   - fill: copies the state of some of the tokens, counted from the first.
    package func insert(
        _ tokens: ArraySlice<Int32>, adapterKey: UInt64,
        fill: (Range<Int>, UnsafeMutableRawBufferPointer) -> Void
    ) {
        clock += 1
        var node = root(adapterKey)
        for piece in Self.pieces(tokens.count) {
            let text = tokens.dropFirst(piece.lowerBound).prefix(piece.count)
            if let (child, common) = Self.nearest(text, node), common == text.count {
                child.lastUsed = clock
                node = child
                continue
            }
            let bytes = piece.count * bytesPerToken
            guard makePlace(bytes) else { return }
            let block = StateBlock(tokens: Array(text), byteCount: bytes) { fill(piece, $0) }
            node = add(block, to: node)
        }
    }

    /// Blocks that spell a text exactly, for a snapshot: those that are here, the others copied.
    package func blocks(
        _ tokens: ArraySlice<Int32>, adapterKey: UInt64,
        fill: (Range<Int>, UnsafeMutableRawBufferPointer) -> Void
    ) -> [StateBlock] {
        var node: Node? = root(adapterKey)
        return Self.pieces(tokens.count).map { piece in
            let text = tokens.dropFirst(piece.lowerBound).prefix(piece.count)
            node = node?.children.first { $0.block.tokens[...] == text }
            if let block = node?.block, block.piece == nil { return block }
            return StateBlock(tokens: Array(text), byteCount: piece.count * bytesPerToken) {
                fill(piece, $0)
            }
        }
    }

    /// Takes in a snapshot; what is in memory already gives way to it. Snapshots that were removed
    /// from the disk meanwhile are let go.
    package func adopt(_ file: SnapshotFile) {
        guard file.header.bytesPerToken == bytesPerToken,
            file.header.blockTokens == Self.blockTokens
        else { return }
        clock += 1
        forgetRemovedSnapshots()
        var node = root(file.header.adapterKey)
        for index in 0..<file.blockCount {
            let block = StateBlock(file: file, index: index)
            if let same = node.children.first(where: { $0.block.tokens == block.tokens }) {
                if same.block.piece == nil {
                    byteCount -= same.block.byteCount
                    same.block = block
                }
                node = same
            } else {
                node = add(block, to: node)
            }
            node.lastUsed = clock
        }
    }

    /// Adds a block; shorter ones that it covers go.
    private func add(_ block: StateBlock, to parent: Node) -> Node {
        for child in parent.children
        where child.block.tokens.count < block.tokens.count && child.block.piece == nil
            && block.tokens.starts(with: child.block.tokens)
        {
            remove(child)
        }
        let node = Node(block, parent: parent)
        node.lastUsed = clock
        parent.children.append(node)
        if block.piece == nil { byteCount += block.byteCount }
        return node
    }

    // MARK: The tree

    private func root(_ adapterKey: UInt64) -> Node {
        if let root = roots[adapterKey] { return root }
        let root = Node(StateBlock(tokens: [], byteCount: 0) { _ in }, parent: nil)
        roots[adapterKey] = root
        return root
    }

    /// The nodes that spell the beginning of a text; the last may hold more than that.
    private func path(_ tokens: ArraySlice<Int32>, _ adapterKey: UInt64) -> [Step] {
        var steps: [Step] = []
        guard var node = roots[adapterKey] else { return [] }
        var rest = tokens
        while !rest.isEmpty, let (child, common) = Self.nearest(rest, node) {
            steps.append(Step(node: child, tokens: common))
            guard common == Self.blockTokens else { break }
            rest = rest.dropFirst(common)
            node = child
        }
        return steps
    }

    /// The child whose block shares most with the beginning of a text; nil where none shares a token.
    private static func nearest(
        _ text: ArraySlice<Int32>, _ node: Node
    ) -> (child: Node, common: Int)? {
        var best: (child: Node, common: Int)?
        for child in node.children {
            let common = commonCount(child.block.tokens[...], text)
            if common > best?.common ?? 0 { best = (child, common) }
        }
        return best
    }

    /// How many tokens two texts have in common at their beginning.
    static func commonCount(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>) -> Int {
        var count = 0
        let limit = min(a.count, b.count)
        while count < limit, a[a.startIndex + count] == b[b.startIndex + count] { count += 1 }
        return count
    }

    /// A text's blocks, as ranges of its tokens.
    private static func pieces(_ count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: blockTokens).map { $0..<min($0 + blockTokens, count) }
    }

    /// Lets go of leaves in memory until there is room; those used just now stay.
    private func makePlace(_ bytes: Int) -> Bool {
        while byteCount + bytes > bytesMax {
            guard let oldest = oldestLeaf() else { return false }
            remove(oldest)
        }
        return true
    }

    private func oldestLeaf() -> Node? {
        var oldest: Node?
        var nodes = Array(roots.values)
        while let node = nodes.popLast() {
            nodes += node.children
            guard node.parent != nil, node.children.isEmpty, node.block.piece == nil,
                node.lastUsed < clock, node.lastUsed < oldest?.lastUsed ?? .max
            else { continue }
            oldest = node
        }
        return oldest
    }

    /// Forgets what stands in files that are on the disk no more, so that their space comes free.
    private func forgetRemovedSnapshots() {
        var removed: [ObjectIdentifier: Bool] = [:]
        var nodes = Array(roots.values)
        while let node = nodes.popLast() {
            if let file = node.block.piece?.file {
                let id = ObjectIdentifier(file)
                let isRemoved = removed[id] ?? file.isRemoved
                removed[id] = isRemoved
                if isRemoved {
                    remove(node)
                    continue
                }
            }
            nodes += node.children
        }
    }

    /// Forgets a node with all that follows it.
    private func remove(_ node: Node) {
        node.parent?.children.removeAll { $0 === node }
        var nodes = [node]
        while let next = nodes.popLast() {
            if next.block.piece == nil { byteCount -= next.block.byteCount }
            nodes += next.children
            next.children = []
        }
    }

    /// What stands in the tree, checked; for tests.
    package func checkInvariants() {
        var bytes = 0
        var nodes = roots.values.map { ($0, true) }
        while let (node, isRoot) = nodes.popLast() {
            nodes += node.children.map { ($0, false) }
            for child in node.children { precondition(child.parent === node, "parent") }
            let texts = Set(node.children.map(\.block.tokens))
            precondition(texts.count == node.children.count, "two children are alike")
            if isRoot { continue }
            let count = node.block.tokens.count
            precondition((1...Self.blockTokens).contains(count), "\(count) tokens")
            precondition(node.children.isEmpty || count == Self.blockTokens, "goes on too early")
            precondition(node.block.byteCount == count * bytesPerToken, "bytes of a block")
            if node.block.piece == nil { bytes += node.block.byteCount }
        }
        precondition(bytes == byteCount && bytes <= bytesMax, "\(bytes) bytes, \(byteCount) noted")
    }
}
