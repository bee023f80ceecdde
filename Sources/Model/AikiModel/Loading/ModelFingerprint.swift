import AikiCheckpoint
import AikiTensor

/// A number that tells models apart: snapshots of one are refused by another.
///
/// It covers the configuration, every tensor's type and shape, and some bytes from the start, middle
/// and end of each, so that two trainings of one architecture differ. It guards against
/// mistakes, not against malice.
struct ModelFingerprint {
    /// Bytes looked at in each of three places of a tensor.
    private static let sampleBytes = 256
    private var mixer = ByteMixer()

    /// Looks at a model.
    static func of(_ file: GGUFFile, _ weights: Weights) -> UInt64 {
        var fingerprint = ModelFingerprint()
        let prefix = "\(file.string("general.architecture") ?? "")."
        for key in file.metadataKeys where key.hasPrefix(prefix) {
            fingerprint.add(key)
            fingerprint.add(file.value(key).map { "\($0)" } ?? "")
        }
        for tensor in weights.stored {
            fingerprint.add("\(tensor.type.name) \(tensor.shape)")
            fingerprint.sample(tensor.bytes)
        }
        return fingerprint.mixer.value
    }

    private mutating func add(_ text: String) {
        mixer.add(Array(text.utf8))
    }

    private mutating func sample(_ bytes: UnsafeRawBufferPointer) {
        let count = min(Self.sampleBytes, bytes.count)
        for start in [0, (bytes.count - count) / 2, bytes.count - count] {
            mixer.add(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
        }
    }
}
