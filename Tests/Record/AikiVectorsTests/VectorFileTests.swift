import AikiVectors
import Foundation
import Testing

/// Goal: no crash, no full disk and no damage makes the index lie. Method: the file cut off at every
/// length and damaged at every kind of place, then opened; what it holds is compared with what was
/// added before.
struct VectorFileTests {
    private static let dimensions = 8

    @Test func `a log cut off anywhere keeps whole additions and goes on`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: Self.dimensions, topics: 3, seed: 10)
        let items = numbered(vectors.next(12))
        var sizes: [(bytes: Int, count: Int)] = []
        do {
            let index = try place.open(dimensions: Self.dimensions)
            sizes.append((try size(place.path), 0))
            for start in stride(from: 0, to: 12, by: 3) {
                try await index.add(Array(items[start..<start + 3]))
                sizes.append((try size(place.path), start + 3))
            }
        }
        let whole = try Data(contentsOf: URL(filePath: place.path))
        for length in sizes[0].bytes...whole.count {
            try whole.prefix(length).write(to: URL(filePath: place.path))
            let index = try place.open(dimensions: Self.dimensions)
            let kept = sizes.last { $0.bytes <= length }?.count ?? 0
            #expect(try await index.count == kept)
            let missing = try await index.missing(from: items.map(\.id))
            #expect(missing == items.map(\.id).suffix(12 - kept))
            try await index.add(items.filter { missing.contains($0.id) })
            #expect(try await index.count == 12)
        }
    }

    @Test func `damage in the log loses what follows and nothing before`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: Self.dimensions, topics: 3, seed: 11)
        let items = numbered(vectors.next(9))
        let index = try place.open(dimensions: Self.dimensions)
        let start = try size(place.path)
        for part in 0..<3 { try await index.add(Array(items[3 * part..<3 * part + 3])) }
        let whole = try Data(contentsOf: URL(filePath: place.path))
        let frame = (whole.count - start) / 3
        for offset in start..<whole.count {
            var damaged = whole
            damaged[offset] ^= 0x10
            try damaged.write(to: URL(filePath: place.path))
            let again = try place.open(dimensions: Self.dimensions)
            #expect(try await again.count == (offset - start) / frame * 3)
        }
    }

    @Test func `a damaged or foreign first page is refused`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        _ = try place.open(dimensions: Self.dimensions)
        let whole = try Data(contentsOf: URL(filePath: place.path))
        for offset in 0..<56 {
            var damaged = whole
            damaged[offset] ^= 1
            try damaged.write(to: URL(filePath: place.path))
            #expect(throws: VectorError.self) { try place.open(dimensions: Self.dimensions) }
        }
        for length in [1, 8, 55, 56, 1000] {
            try whole.prefix(length).write(to: URL(filePath: place.path))
            #expect(throws: VectorError.self) { try place.open(dimensions: Self.dimensions) }
        }
        try whole.write(to: URL(filePath: place.path))
        #expect(throws: VectorError.wrongDimensions(expected: 8, got: 9)) {
            try place.open(dimensions: 9)
        }
        #expect(throws: VectorError.self) {
            try VectorIndex(path: place.folder.path + "/none/x", dimensions: 8)
        }
    }

    @Test func `damage of the mapped part is found, and never ends the process`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 10, seed: 12)
        let index = try place.open(dimensions: 32)
        try await index.add(numbered(vectors.next(1500)))
        try await index.compact()
        let whole = try Data(contentsOf: URL(filePath: place.path))
        for step in 0..<16 {
            var damaged = whole
            let first = 16_384 + (step * 204_729) % (whole.count - 16_384 - 4000)
            let isFilling = damaged[first..<first + 4000].allSatisfy { $0 == 0 }
            for offset in first..<first + 4000 {
                damaged[offset] = UInt8(truncatingIfNeeded: offset &* 31 &+ step)
            }
            try damaged.write(to: URL(filePath: place.path))
            let again = try place.open(dimensions: 32)
            for query in vectors.next(5) {
                let hits = try await again.search(query, count: 10, allowed: nil)
                #expect(hits.count <= 10)
            }
            try await again.add(numbered(vectors.next(300), from: 5000))
            if !isFilling { #expect(try await again.findProblems() != []) }
            try await again.compact()
        }
    }

    @Test func `a full disk adds nothing, and all of it later`() async throws {
        let place = try TemporaryIndex()
        defer { place.remove() }
        var vectors = ClusteredVectors(dimensions: 32, topics: 10, seed: 13)
        let items = numbered(vectors.next(1200))
        let index = try place.open(dimensions: 32)
        try await index.add(Array(items[..<200]))
        var old = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        getrlimit(resource, &old)
        signal(SIGXFSZ, SIG_IGN)
        let used = try size(place.path)
        for room in [0, 1, 15, 16, 17, 100, 5000] {
            var limit = rlimit(rlim_cur: rlim_t(used + room), rlim_max: old.rlim_max)
            setrlimit(resource, &limit)
            let isRefused: Bool
            do {
                try await index.add(Array(items[200...]))
                isRefused = false
            } catch is VectorError {
                isRefused = true
            }
            let isKept = (try? await index.compact()) == nil
            setrlimit(resource, &old)
            #expect(isRefused && isKept)
            #expect(try await index.count == 200)
            #expect(try size(place.path) == used)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: place.folder.path).count == 2)
        }
        try await index.add(Array(items[200...]))
        #expect(try await index.count == 1200)
        #expect(try await place.open(dimensions: 32).count == 1200)
    }

    private func size(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }
}
