import AikiTensor
import AikiVectors
import Testing

/// Goal: the index that others are measured against is right itself. Method: cosines in double of
/// every pair, and a list kept by hand beside the index through adding, replacing and removing.
struct ExactVectorIndexTests {
    @Test(arguments: CPUKind.detected)
    func `finds what sorting all cosines finds`(cpu: CPUKind) throws {
        for dimensions in [1, 2, 3, 17, 64, 385] {
            var vectors = ClusteredVectors(dimensions: dimensions, topics: 5, seed: 1)
            let items = vectors.next(60)
            let index = ExactVectorIndex(dimensions: dimensions, cpu: cpu)
            try index.add(items.enumerated().map { (id: Int64($0.offset), vector: $0.element) })
            let query = vectors.next()
            let cosines = items.map { cosine($0, query) }
            for count in [1, 7, 60, 100] {
                let hits = try index.search(query, count: count, allowed: nil)
                #expect(hits.count == min(count, 60))
                #expect(Set(hits.map(\.id)).count == hits.count)
                let best = cosines.sorted(by: >)
                for (place, hit) in hits.enumerated() {
                    #expect(abs(Double(hit.score) - cosines[Int(hit.id)]) < 1e-5)
                    #expect(abs(Double(hit.score) - best[place]) < 1e-5)
                }
            }
        }
    }

    @Test func `replaces, removes and says what is missing`() throws {
        var vectors = ClusteredVectors(dimensions: 8, topics: 3, seed: 2)
        let index = ExactVectorIndex(dimensions: 8)
        let first = vectors.next(10)
        try index.add(first.enumerated().map { (id: Int64($0.offset), vector: $0.element) })
        let new = vectors.next()
        try index.add([(id: 4, vector: new)])
        #expect(index.count == 10)
        #expect(try index.search(new, count: 1, allowed: nil).map(\.id) == [4])
        index.remove([0, 9, 3, 3, 77])
        #expect(index.count == 7)
        #expect(index.missing(from: [77, 1, 9, 3]) == [77, 9, 3])
        for (id, vector) in first.enumerated() where ![0, 9, 3, 4].contains(id) {
            #expect(try index.search(vector, count: 1, allowed: nil).map(\.id) == [Int64(id)])
        }
        index.remove(Array(0..<10))
        #expect(index.count == 0)
        #expect(try index.search(new, count: 3, allowed: nil) == [])
    }

    @Test func `passes over what is not allowed, and equals come by id`() throws {
        let index = ExactVectorIndex(dimensions: 2)
        try index.add((0..<20).map { (id: 19 - $0, vector: [1, 0]) })
        let hits = try index.search([2, 0], count: 4) { $0 % 3 == 1 }
        #expect(hits == [1, 4, 7, 10].map { VectorHit(id: $0, score: 1) })
        #expect(try index.search([1, 0], count: 0, allowed: nil) == [])
    }

    @Test func `refuses vectors without direction or of another length, and keeps none`() throws {
        let index = ExactVectorIndex(dimensions: 2)
        for bad: [Float] in [[0, 0], [.nan, 1], [.infinity, 1]] {
            #expect(throws: VectorError.noDirection(id: 2)) {
                try index.add([(id: 1, vector: [1, 1]), (id: 2, vector: bad)])
            }
            #expect(throws: VectorError.noDirection(id: nil)) {
                try index.search(bad, count: 1, allowed: nil)
            }
        }
        #expect(throws: VectorError.wrongDimensions(expected: 2, got: 3)) {
            try index.add([(id: 1, vector: [1, 1, 1])])
        }
        #expect(index.count == 0)
        try index.add([(id: 3, vector: [1e-30, 0]), (id: 4, vector: [0, 3e38])])
        #expect(try index.search([0, 1], count: 1, allowed: nil).map(\.id) == [4])
    }
}
