import AikiTensor
import AikiVectors
import Foundation
import Testing

/// Goal: the index finds what the exact one finds, through growing, filters, replacing, removing and
/// opening again. Method: both side by side on clustered vectors; answers that must be equal.
struct VectorIndexTests {
    @Test(arguments: CPUKind.detected)
    func `finds what the exact index finds`(cpu: CPUKind) async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 48, topics: 40, seed: 3)
        let items = numbered(vectors.next(cpu == .scalar ? 1500 : 5000))
        let exact = ExactVectorIndex(dimensions: 48)
        try exact.add(items)
        let index = try place.open(dimensions: 48, cpu: cpu)
        try await index.add(items)
        #expect(try await index.count == items.count)
        let queries = vectors.next(100)
        #expect(try await recall(of: index, beside: exact, queries) >= 0.97)
        try await index.compact()
        #expect(try await index.findProblems() == [])
        #expect(try await recall(of: index, beside: exact, queries) >= 0.97)
        for query in queries.prefix(20) {
            let hits = try await index.search(query, count: 5, allowed: nil)
            for hit in hits {
                #expect(abs(Double(hit.score) - cosine(items[Int(hit.id)].vector, query)) < 1e-3)
            }
            #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
        }
    }

    @Test func `the more there are, the more a search keeps in sight`() {
        var options = VectorIndexOptions()
        options.searchWidth = 120
        let nodes = VectorIndexOptions.widthNodes
        #expect([0, 1, nodes].map { options.width(nodes: $0) } == [120, 120, 120])
        #expect([2, 4, 8].map { options.width(nodes: $0 * nodes) } == [160, 200, 240])
    }

    @Test func `filters cost no recall, however little they let through`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 20, seed: 4)
        let items = numbered(vectors.next(4000))
        let exact = ExactVectorIndex(dimensions: 32)
        try exact.add(items)
        let index = try place.open(dimensions: 32)
        try await index.add(items)
        try await index.compact()
        let queries = vectors.next(40)
        for part: Int64 in [2, 5, 20, 100, 1000] {
            let recall = try await recall(
                of: index, beside: exact, queries, allowed: { $0 % part == 1 })
            #expect(recall >= 0.97, "one in \(part)")
        }
        // Allowed is only what is far away: the neighbourhood of the question holds none.
        for query in queries.prefix(10) {
            let near = Set(try exact.search(query, count: 1500, allowed: nil).map(\.id))
            let recall = try await recall(
                of: index, beside: exact, [query], allowed: { !near.contains($0) })
            #expect(recall >= 0.9)
        }
        #expect(try await index.search(queries[0], count: 5) { _ in false } == [])
    }

    @Test func `many equal vectors hide nobody`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 20, seed: 5)
        let same = vectors.next()
        var items = numbered(vectors.next(2000))
        for index in 0..<800 { items.append((id: Int64(10_000 + index), vector: same)) }
        items.sort { ($0.id &* 7919) % 10_007 < ($1.id &* 7919) % 10_007 }
        let exact = ExactVectorIndex(dimensions: 32)
        try exact.add(items)
        let index = try place.open(dimensions: 32)
        try await index.add(items)
        try await index.compact()
        #expect(try await recall(of: index, beside: exact, vectors.next(60)) >= 0.97)
        let hits = try await index.search(same, count: 10, allowed: nil)
        #expect(hits.count == 10 && hits.allSatisfy { $0.score > 0.999 })
        let rare = try await index.search(same, count: 5) { $0 >= 10_000 && $0 % 160 == 3 }
        #expect(rare.map(\.id) == [10_083, 10_243, 10_403, 10_563, 10_723])
        // One is left of all, and it is not the one that the others were found by.
        try await index.remove((10_000..<10_799).map { Int64($0) })
        try await index.compact()
        #expect(try await index.findProblems() == [])
        let left = try await index.search(same, count: 1, allowed: nil)
        #expect(left.map(\.id) == [10_799])
    }

    @Test func `replaces and removes as the exact index does, and compacts`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 20, seed: 6)
        let exact = ExactVectorIndex(dimensions: 32)
        let index = try place.open(dimensions: 32)
        for round in 0..<6 {
            let items = numbered(vectors.next(700), from: Int64(round * 500))
            try exact.add(items)
            try await index.add(items)
            let gone = (0..<150).map { Int64(round * 450 + 3 * $0) }
            exact.remove(gone)
            try await index.remove(gone)
            #expect(try await index.count == exact.count)
            #expect(try await recall(of: index, beside: exact, vectors.next(25)) >= 0.97)
            let asked = Array(Int64(0)..<4000)
            #expect(try await index.missing(from: asked) == exact.missing(from: asked))
            if round % 2 == 1 { try await index.compact() }
        }
        #expect(try await index.findProblems() == [])
        let again = try place.open(dimensions: 32)
        #expect(try await again.count == exact.count)
        #expect(try await recall(of: again, beside: exact, vectors.next(50)) >= 0.97)
        try await again.remove(Array(0..<10_000))
        try await again.compact()
        #expect(try await again.search(vectors.next(), count: 3, allowed: nil) == [])
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: place.path)[.size] as? Int)
        #expect(size < 300_000)
    }

    @Test func `more than a frame of the log holds is added in several`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        let index = try place.open(dimensions: 2)
        for (count, first) in [(4_096, 0), (4_097, 10_000)] as [(Int, Int64)] {
            try await index.add(
                (0..<count).map { (id: first + Int64($0), vector: [1, Float($0)]) })
        }
        #expect(try await index.count == 8_193)
        #expect(try await place.open(dimensions: 2).missing(from: [4_095, 14_096]) == [])
        try await index.remove(Array(0..<14_096))
        #expect(try await place.open(dimensions: 2).count == 1)
    }

    @Test func `the graph does not depend on the count of threads`() async throws {
        var vectors = ClusteredVectors(dimensions: 32, topics: 10, seed: 7)
        let items = numbered(vectors.next(3000))
        var files: [Data] = []
        for threads in [1, 3] {
            let place = try TemporaryIndex()
            defer { place.remove() }
            let index = try place.open(dimensions: 32, threads: threads)
            try await index.add(items)
            try await index.compact()
            files.append(try Data(contentsOf: URL(filePath: place.path)))
        }
        #expect(files[0] == files[1])
    }

    @Test func `two who have it open see each other's additions`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 16, topics: 5, seed: 8)
        let first = try place.open(dimensions: 16)
        let second = try place.open(dimensions: 16)
        let items = numbered(vectors.next(2000))
        for start in stride(from: 0, to: 2000, by: 100) {
            let index = start % 200 == 0 ? first : second
            let other = start % 200 == 0 ? second : first
            try await index.add(Array(items[start..<start + 100]))
            if start % 500 == 0 { try await index.compact() }
            let hits = try await other.search(items[start + 99].vector, count: 1, allowed: nil)
            #expect(hits.map(\.id) == [Int64(start + 99)])
            #expect(try await other.count == start + 100)
        }
        #expect(try await first.findProblems() == [])
    }

    @Test func `searches go on while vectors are added`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 10, seed: 9)
        let index = try place.open(dimensions: 32)
        let early = numbered(vectors.next(1000))
        try await index.add(early)
        let late = numbered(vectors.next(3000), from: 1000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for start in stride(from: 0, to: 3000, by: 50) {
                    try await index.add(Array(late[start..<start + 50]))
                }
            }
            for task in 0..<2 {
                group.addTask {
                    for step in 0..<300 {
                        let item = early[(step * 7 + task) % 1000]
                        let hits = try await index.search(item.vector, count: 3, allowed: nil)
                        #expect(hits.contains { $0.id == item.id })
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await index.count == 4000)
    }
}
