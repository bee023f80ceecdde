import Foundation

/// The documents of all segments in the order of the recipe: by file, then by record, however they
/// were dealt out to parts.
struct MergedDocuments: Sendable {
    /// A document and its segment.
    struct Place: Sendable {
        let file: Int32
        let segment: Int32
        let slot: Int32
        let record: Int
    }

    let segments: [SegmentFiles]
    let places: [Place]
    private let indexes: [MappedBytes]

    /// Reads the indexes of all segments.
    init(_ segments: [SegmentFiles]) throws(CorpusError) {
        self.segments = segments
        var indexes: [MappedBytes] = []
        var places: [Place] = []
        for (number, segment) in segments.enumerated() {
            let index = try MappedBytes(path: segment.path("index"))
            guard index.bytes.count % SegmentEntry.bytes == 0 else {
                throw .damaged(path: segment.path("index"), reason: "its size is wrong")
            }
            for slot in 0..<(index.bytes.count / SegmentEntry.bytes) {
                let entry = SegmentEntry(index.bytes, slot)
                places.append(
                    Place(
                        file: Int32(entry.file), segment: Int32(number), slot: Int32(slot),
                        record: entry.record))
            }
            indexes.append(index)
        }
        self.indexes = indexes
        self.places = places.sorted { ($0.file, $0.record) < ($1.file, $1.record) }
    }

    var count: Int { places.count }

    func entry(_ document: Int) -> SegmentEntry {
        let place = places[document]
        return SegmentEntry(indexes[Int(place.segment)].bytes, Int(place.slot))
    }

    /// A document's sketch; nil where it has none.
    func sketch(_ document: Int) -> UnsafePointer<UInt16>? {
        let place = places[document]
        let base = Int(place.slot) * SegmentEntry.bytes
        let index = indexes[Int(place.segment)].bytes
        guard index[base + 4] & 2 == 2, let start = index.baseAddress else { return nil }
        return (start + base + SegmentEntry.sketchOffset).assumingMemoryBound(to: UInt16.self)
    }

    /// Who is a copy of whom.
    func copies(_ duplicates: CorpusRecipe.Duplicates?) -> [DuplicateFinder.Copy] {
        guard let duplicates else { return [] }
        let entry = { (document: Int) in self.entry(document) }
        return DuplicateFinder(
            count: count, digest: { entry($0).digest }, sketch: { sketch($0) },
            threshold: duplicates.threshold, findsExact: duplicates.isExact
        ).find()
    }
}
