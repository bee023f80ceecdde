package import Foundation

/// Vectors as the store holds them: IEEE 754 numbers of 16 bits, little-endian.
///
/// Half the bytes of `Float`; the cosine of two unit vectors changes by less than 0.001.
package enum HalfFloats {
    /// The stored form of a vector whose numbers lie between -65504 and 65504.
    package static func data(of vector: [Float]) -> Data {
        var data = Data(capacity: vector.count * 2)
        for value in vector {
            let half = bits(of: value)
            data.append(UInt8(truncatingIfNeeded: half))
            data.append(UInt8(truncatingIfNeeded: half >> 8))
        }
        return data
    }

    /// The vector that a stored form holds; an odd last byte does not count.
    package static func vector(of data: Data) -> [Float] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map { value(bytes, $0) }
        }
    }

    /// The dot product of a vector and a stored one; nil where their lengths differ.
    package static func dot(_ vector: [Float], _ data: Data) -> Float? {
        guard data.count == vector.count * 2 else { return nil }
        return data.withUnsafeBytes { bytes in
            vector.withUnsafeBufferPointer { vector in
                var sum: Float = 0
                for index in vector.indices { sum += vector[index] * value(bytes, index) }
                return sum
            }
        }
    }

    /// Shifting the bits gives a `Float` that is 2¹¹² too small, subnormal numbers too.
    private static func value(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Float {
        let half = UInt32(bytes[2 * index]) | UInt32(bytes[2 * index + 1]) << 8
        let magnitude = Float(bitPattern: (half & 0x7FFF) << 13) * 0x1p112
        return half & 0x8000 == 0 ? magnitude : -magnitude
    }

    /// The nearest number of 16 bits; of two as near, the even one.
    private static func bits(of value: Float) -> UInt16 {
        let scaled = (value.magnitude * 0x1p-112).bitPattern
        let kept = scaled >> 13
        let rest = scaled & 0x1FFF
        let isUp = rest > 0x1000 || rest == 0x1000 && kept & 1 == 1
        let magnitude = min(kept + (isUp ? 1 : 0), 0x7BFF)
        return UInt16(magnitude) | (value.sign == .minus ? 0x8000 : 0)
    }
}
