import CAikiKernels

/// Activations of a few tokens as integers, ready for the rows of any weight with as many columns.
///
/// Valid until their buffer is asked for others.
struct DotActivations {
    private let rows: AikiIntegerRows
    private let groups: Int
    private let tokens: Int

    /// Turns x (T, K) into integers.
    init(
        _ x: UnsafePointer<Float>, tokens: Int, columns: Int,
        kernels: UnsafePointer<AikiKernels>, buffer: ActivationBuffer
    ) {
        rows = buffer.rows(tokens: tokens, columns: columns)
        groups = ActivationBuffer.groups(columns)
        self.tokens = tokens
        for token in 0..<tokens {
            let row = from(token)
            kernels.pointee.quantize_activations(
                x + token * columns, columns, row.quants, row.scales, row.sums)
        }
    }

    /// y += the products of some rows of a weight with every token; y is (T, stride), from the first
    /// of these rows on.
    func multiply(
        _ dot: DotWeight.DotIntegers, _ bytes: UnsafeRawPointer, rowBytes: Int, rows count: Int,
        into y: UnsafeMutablePointer<Float>, stride step: Int
    ) {
        for token in stride(from: 0, to: tokens, by: Int(AIKI_DOT_TOKENS)) {
            var some = from(token)
            dot(
                bytes, rowBytes, count, &some, min(Int(AIKI_DOT_TOKENS), tokens - token),
                y + token * step, step)
        }
    }

    private func from(_ token: Int) -> AikiIntegerRows {
        let group = token * groups
        return AikiIntegerRows(
            quants: rows.quants + group * Int(AIKI_GROUP), scales: rows.scales + group,
            sums: rows.sums + group * Int(AIKI_GROUP / AIKI_SUM_COLUMNS), columns: rows.columns)
    }
}
