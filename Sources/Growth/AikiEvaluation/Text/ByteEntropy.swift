import Foundation

/// How often each byte occurs.
struct ByteEntropy {
    private var counts = [Int](repeating: 0, count: 256)
    private var total = 0

    /// Counts bytes.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            counts[Int(byte)] += 1
            total += 1
        }
    }

    /// −Σ p log2 p, bits a byte; 0 for nothing. Source: Shannon 1948 §6.
    var bits: Double {
        counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / Double(total)
            return sum - share * log2(share)
        }
    }
}
