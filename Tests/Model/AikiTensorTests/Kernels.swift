import AikiTensor
import CAikiKernels

/// A CPU kind's kernels, called on arrays.
struct Kernels {
    let table: AikiKernels

    init(_ cpu: CPUKind) {
        var table = AikiKernels()
        let number: AikiCPU =
            switch cpu {
            case .scalar: AIKI_CPU_SCALAR
            case .avx2: AIKI_CPU_AVX2
            case .avx512: AIKI_CPU_AVX512
            case .amx: AIKI_CPU_AMX
            case .neon: AIKI_CPU_NEON
            }
        precondition(aiki_kernels_fill(&table, number))
        self.table = table
    }

    func dequantize(
        _ bytes: [UInt8], _ type: TensorType, count: Int, guardCount: Int = 0
    ) -> [Float] {
        var numbers = [Float](repeating: 1234.5, count: count + guardCount)
        withUnsafePointer(to: table) { table in
            aiki_dequantize(table, type.rawValue)?(bytes, count, &numbers)
        }
        return numbers
    }

    func dotRows(
        _ bytes: [UInt8], _ type: TensorType, rows: Int, columns: Int, x: [Float]
    ) -> [Float] {
        var y = [Float](repeating: 0, count: rows)
        let rowBytes = type.byteCount(elements: columns) ?? 0
        withUnsafePointer(to: table) { table in
            aiki_dot_rows(table, type.rawValue)?(bytes, rowBytes, rows, x, columns, &y)
        }
        return y
    }
}
