import AikiTensor
import Synchronization

extension VectorState {
    /// A vector searched for, and what of the answers counts.
    struct Question {
        /// Of length 1.
        let unit: [Float]
        /// How many hits at most.
        let count: Int
        /// How many nodes a search of the graph keeps in sight.
        let width: Int
        let allowed: (@Sendable (Int64) -> Bool)?

        /// Candidates whose cosines are computed again from 16-bit floats: bytes alone mistake
        /// places that differ by some thousandths.
        var candidates: Int { max(32, 4 * count) }
    }

    /// Rows compared between two looks at what is wanted.
    private static let scanRows = 512
    /// Rows that one thread compares at a time where several share them.
    private static let tileRows = 16_384
    /// From how many rows on it pays to share them.
    private static let sharedRowsMin = 131_072
    /// Which part must be allowed for all to be compared before any is asked for: reading a vector that
    /// does not count costs as much as asking for several.
    private static let denseShareMin = 0.125
    /// Slots asked to estimate how many are allowed.
    private static let sampleSlots = 256

    /// The nearest of what can be found.
    func search(_ question: Question, pool: WorkerPool) -> [VectorHit] {
        let now = current
        guard now.slots > now.deadSlots, question.count > 0 else { return [] }
        let codes = UnsafeMutablePointer<Int8>.allocate(capacity: shape.columns)
        defer { codes.deallocate() }
        let scale = kernels.quantize(question.unit, to: codes, columns: shape.columns)
        var found = NearestHits(capacity: min(question.candidates, now.slots))
        var first = 0
        let share = shareAllowed(question, now)
        if now.extent.nodes > 0,
            let near = nearInGraph(question, now, share, codes: codes, scale: scale)
        {
            first = now.extent.nodes
            for hit in near where found.wants(hit) { found.insert(hit) }
        }
        let isSparse = share < Self.denseShareMin
        scan(first..<now.slots, question, isSparse, codes: codes, scale: scale, pool: pool, &found)
        return rank(found, question)
    }

    /// Slots by the graph; nil where comparing all of them finds more or is quicker.
    private func nearInGraph(
        _ question: Question, _ now: Snapshot, _ share: Double, codes: UnsafePointer<Int8>,
        scale: Float
    ) -> [VectorHit]? {
        let wanted = question.candidates
        var width = max(question.width, wanted)
        if share < 1 { width = max(width, Int(1.5 * Double(wanted) / max(share, 1e-6))) }
        let graph = graph(now.extent)
        while width <= max(VectorIndex.searchWidthMax, wanted) {
            let near = withScratch(width: width) { scratch in
                graph.search(codes, scale: scale, width: width, scratch: scratch)
                return (0..<scratch.count).map { scratch.nearest($0) }
            }
            var passing: [VectorHit] = []
            for one in near {
                forTwins(of: one.node, now) { slot in
                    if passes(slot, question) {
                        passing.append(VectorHit(id: Int64(slot), score: one.score))
                    }
                    return passing.count < 2 * wanted
                }
            }
            if passing.count >= wanted { return passing }
            // What is allowed is rarer near the question than elsewhere, or the graph is used up.
            if near.count < width { return nil }
            width *= 2
        }
        return nil
    }

    /// Calls a body with a node's slot and those of the same bytes, as long as it wants more.
    private func forTwins(of node: Int, _ now: Snapshot, _ body: (_ slot: Int) -> Bool) {
        var slot = node
        // A damaged chain may go round.
        for _ in 0..<now.extent.nodes {
            if slot < now.extent.nodes, !body(slot) { return }
            guard slot < capacity else { return }
            let next = twins.base[slot].load(ordering: .acquiring)
            guard next != VectorGraph.noNode else { return }
            slot = Int(next)
        }
    }

    private func passes(_ slot: Int, _ question: Question) -> Bool {
        !isDead(slot) && question.allowed?(ids.base[slot]) ?? true
    }

    /// Which part of all slots is alive and allowed, estimated.
    private func shareAllowed(_ question: Question, _ now: Snapshot) -> Double {
        let alive = 1 - Double(now.deadSlots) / Double(now.slots)
        guard question.allowed != nil else { return alive }
        let step = max(1, now.slots / Self.sampleSlots)
        var (asked, passed) = (0, 0)
        for slot in stride(from: 0, to: now.slots, by: step) {
            asked += 1
            if passes(slot, question) { passed += 1 }
        }
        return Double(passed) / Double(asked)
    }

    /// Compares slots one by one.
    private func scan(
        _ slots: Range<Int>, _ question: Question, _ isSparse: Bool, codes: UnsafePointer<Int8>,
        scale: Float, pool: WorkerPool, _ found: inout NearestHits
    ) {
        guard slots.count >= Self.sharedRowsMin, pool.threads > 1 else {
            return scanAlone(slots, question, isSparse, codes: codes, scale: scale, &found)
        }
        let parts = Mutex<[VectorHit]>([])
        // Safe to share: it is only read while the pool works.
        nonisolated(unsafe) let codes = codes
        let capacity = found.capacity
        pool.run(tiles: (slots.count + Self.tileRows - 1) / Self.tileRows) { tile in
            let first = slots.lowerBound + tile * Self.tileRows
            var part = NearestHits(capacity: capacity)
            scanAlone(
                first..<min(first + Self.tileRows, slots.upperBound), question, isSparse,
                codes: codes, scale: scale, &part)
            parts.withLock { $0 += part.sorted }
        }
        for hit in parts.withLock({ $0 }) where found.wants(hit) { found.insert(hit) }
    }

    private func scanAlone(
        _ slots: Range<Int>, _ question: Question, _ isSparse: Bool, codes: UnsafePointer<Int8>,
        scale: Float, _ found: inout NearestHits
    ) {
        if isSparse { return scanAllowed(slots, question, codes: codes, scale: scale, &found) }
        let graph = graph(VectorGraph.Extent())
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.scanRows) { scores in
            guard let base = scores.baseAddress else { return }
            for first in stride(from: slots.lowerBound, to: slots.upperBound, by: Self.scanRows) {
                let count = min(Self.scanRows, slots.upperBound - first)
                graph.scores(
                    codes, scale: scale, first: first, which: nil, count: count, to: base)
                for index in 0..<count where base[index] >= found.leastScore {
                    let hit = VectorHit(id: Int64(first + index), score: base[index])
                    if found.wants(hit), passes(first + index, question) { found.insert(hit) }
                }
            }
        }
    }

    /// Compares none but what is allowed.
    private func scanAllowed(
        _ slots: Range<Int>, _ question: Question, codes: UnsafePointer<Int8>, scale: Float,
        _ found: inout NearestHits
    ) {
        let graph = graph(VectorGraph.Extent())
        var which: [UInt32] = []
        which.reserveCapacity(Self.scanRows)
        var scores = [Float](repeating: 0, count: Self.scanRows)
        for slot in slots {
            if passes(slot, question) { which.append(UInt32(slot)) }
            guard which.count == Self.scanRows || slot == slots.upperBound - 1 else { continue }
            scores.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                graph.scores(
                    codes, scale: scale, first: 0, which: which, count: which.count, to: base)
            }
            for (slot, score) in zip(which, scores) {
                let hit = VectorHit(id: Int64(slot), score: score)
                if found.wants(hit) { found.insert(hit) }
            }
            which.removeAll(keepingCapacity: true)
        }
    }

    /// Slots become ids, and cosines of bytes those of 16-bit floats.
    private func rank(_ found: NearestHits, _ question: Question) -> [VectorHit] {
        var seen: Set<Int64> = []
        let ranked = question.unit.withUnsafeBufferPointer { unit in
            // A slot that is being linked may have been met twice.
            found.sorted.filter { seen.insert(ids.base[Int($0.id)]).inserted }.map { hit in
                VectorHit(
                    id: ids.base[Int(hit.id)],
                    score: kernels.dot(halves: halves(of: Int(hit.id)), with: unit))
            }
        }
        return Array(ranked.sorted { $0.precedes($1) }.prefix(question.count))
    }
}
