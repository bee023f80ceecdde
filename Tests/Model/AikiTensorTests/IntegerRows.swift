import AikiTensor
import CAikiKernels

/// Some rows of activations as integers, and the numbers that these stand for.
struct IntegerRows {
    let columns: Int
    var quants: [Int8]
    var scales: [Float]
    var sums: [Int16]

    var padded: Int { (columns + 127) / 128 * 128 }

    init(_ kernels: Kernels, _ x: [Float], tokens: Int) {
        columns = x.count / tokens
        let padded = (columns + 127) / 128 * 128
        quants = Array(repeating: 1, count: tokens * padded)
        scales = Array(repeating: 1, count: tokens * padded / 128)
        sums = Array(repeating: 1, count: tokens * padded / 16)
        for token in 0..<tokens {
            quantize(kernels, Array(x[token * columns..<(token + 1) * columns]), token)
        }
    }

    private mutating func quantize(_ kernels: Kernels, _ x: [Float], _ token: Int) {
        let padded = padded
        quants.withUnsafeMutableBufferPointer { quants in
            scales.withUnsafeMutableBufferPointer { scales in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let quants = quants.baseAddress, let scales = scales.baseAddress,
                        let sums = sums.baseAddress
                    else { return }
                    kernels.table.quantize_activations(
                        x, x.count, quants + token * padded, scales + token * padded / 128,
                        sums + token * padded / 16)
                }
            }
        }
    }

    func number(_ token: Int, _ column: Int) -> Double {
        let index = token * padded + column
        return Double(quants[index]) * Double(scales[index / 128])
    }

    /// The products of so many of the rows with the rows of a weight, (tokens, rows + spare),
    /// the last columns untouched.
    mutating func dot(
        _ kernels: Kernels, _ bytes: [UInt8], _ type: TensorType, rows: Int, tokens: Int,
        spare: Int = 1
    ) -> [Float] {
        var y = [Float](repeating: 0, count: tokens * (rows + spare))
        let rowBytes = type.byteCount(elements: columns) ?? 0
        let columns = columns
        quants.withUnsafeMutableBufferPointer { quants in
            scales.withUnsafeMutableBufferPointer { scales in
                sums.withUnsafeMutableBufferPointer { sums in
                    var rowsOfX = AikiIntegerRows(
                        quants: quants.baseAddress, scales: scales.baseAddress,
                        sums: sums.baseAddress, columns: columns)
                    withUnsafePointer(to: kernels.table) { table in
                        aiki_dot_integers(table, type.rawValue)?(
                            bytes, rowBytes, rows, &rowsOfX, tokens, &y, rows + spare)
                    }
                }
            }
        }
        return y
    }
}
