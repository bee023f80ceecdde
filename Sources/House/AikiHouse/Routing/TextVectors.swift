import AikiBase
import AikiDialogue
import AikiRouter
import Foundation

/// Vectors of many texts, by an embedder, with its inner ones behind them where they are asked for; kept in a folder where one is named, so that a second run over
/// the same texts need not compute them.
///
/// A file is the hash of the embedder's name and of all that is read of the texts (FNV-1a, U64), how many
/// texts and how long a vector (U32 each), then the vectors (F32), little-endian. One that is not of these
/// texts is made anew.
struct TextVectors {
    private static let batch = 32

    let embedder: any Embedder
    /// Where vectors are kept; nil keeps none.
    let folder: String?
    /// Whether the inner ones stand behind them.
    var isJoined = false

    /// The vectors of texts, in order.
    func of(
        _ texts: [String], label: String, progress: ProgressHandler?
    ) async throws -> [[Float]] {
        let hash = hash(texts)
        let file = folder.map { URL(filePath: $0).appending(path: "\(hash).vectors") }
        if let file, let kept = read(file, hash, count: texts.count) { return kept }
        // Texts of one length together, so that short ones need not wait for long ones.
        let order = texts.indices.sorted { (texts[$0].utf8.count, $0) < (texts[$1].utf8.count, $1) }
        var vectors = [[Float]](repeating: [], count: texts.count)
        for start in stride(from: 0, to: order.count, by: Self.batch) {
            let places = order[start..<min(start + Self.batch, order.count)]
            let made = try await embed(places.map { texts[$0] })
            for (place, vector) in zip(places, made) { vectors[place] = vector }
            progress?(
                WorkProgress(
                    label: "embedding \(label)", done: Int64(start + places.count),
                    total: Int64(texts.count)))
        }
        if let file, let folder {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try AtomicFile.write(encoded(vectors, hash), to: file)
        }
        return vectors
    }

    private func embed(_ texts: [String]) async throws -> [[Float]] {
        let cut = texts.map { SufficiencyEstimate.embedded($0) }
        if let made = try? await embedder.embed(cut) {
            return texts.indices.map { taken(made, $0) }
        }
        // One of them has more tokens than the embedder reads.
        var vectors: [[Float]] = []
        for text in texts {
            vectors.append(
                taken(try await SufficiencyEstimate.vectors(of: text, by: embedder), 0))
        }
        return vectors
    }

    private func taken(_ made: Embeddings, _ place: Int) -> [Float] {
        isJoined ? made.joined(place) : made.vectors[place]
    }

    private func hash(_ texts: [String]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let cut = texts.map { SufficiencyEstimate.embedded($0) }
        for text in [embedder.name] + (isJoined ? ["joined"] : []) + cut {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return hash
    }

    private func encoded(_ vectors: [[Float]], _ hash: UInt64) -> Data {
        var data = Data()
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
        }
        append(hash)
        append(UInt32(vectors.count))
        append(UInt32(vectors.first?.count ?? 0))
        for vector in vectors { for value in vector { append(value.bitPattern) } }
        return data
    }

    private func read(_ file: URL, _ hash: UInt64, count: Int) -> [[Float]]? {
        guard let data = try? Data(contentsOf: file), data.count >= 16 else { return nil }
        return data.withUnsafeBytes { bytes -> [[Float]]? in
            func word(_ place: Int) -> UInt32 {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            }
            let kept = UInt64(word(0)) | UInt64(word(4)) << 32
            let width = Int(word(12))
            guard kept == hash, word(8) == UInt32(count), bytes.count == 16 + count * width * 4
            else { return nil }
            return (0..<count).map { row in
                (0..<width).map { Float(bitPattern: word(16 + (row * width + $0) * 4)) }
            }
        }
    }
}

extension Embeddings {
    /// The vector of a text, and behind it the inner one where there is such.
    func joined(_ place: Int) -> [Float] {
        vectors[place] + (place < inner.count ? inner[place] : [])
    }
}
