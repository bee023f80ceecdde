import AikiTensor

extension Runner {
    /// Turns the heads of a value by their tokens' positions.
    func rotate(
        _ operation: Operation, _ rotary: Int, heads: Int, headWidth: Int
    ) {
        copyUnlessShared(operation)
        let embedding = model.graph.rotaries[rotary]
        let (count, table) =
            switch model.graph.values[operation.output.index].rows {
            case .tokens: (tokenCount, rotaryTable(rotary))
            case .outputs: (outputCount, outputRotaryTable(rotary))
            }
        guard count > 0 else { return }
        compute.rope(
            pointer(operation.output), tokens: count, heads: heads, headWidth: headWidth,
            rotated: embedding.rotated, table: table, pairing: embedding.pairing)
    }

    /// The angles of the tokens whose outputs are wanted.
    private func outputRotaryTable(_ rotary: Int) -> UnsafePointer<Float> {
        let all = rotaryTable(rotary)
        guard outputCount < tokenCount else { return all }
        let table = rotaryTables.outputTable(rotary)
        let rotated = model.graph.rotaries[rotary].rotated
        for output in 0..<outputCount {
            (table + output * rotated).update(
                from: all + Int(outputRows[output]) * rotated, count: rotated)
        }
        return UnsafePointer(table)
    }

    /// The angles of this pass's tokens, computed when the first layer asks for them.
    private func rotaryTable(_ rotary: Int) -> UnsafePointer<Float> {
        let table = rotaryTables.table(rotary)
        if rotaryTables.made[rotary] { return UnsafePointer(table) }
        rotaryTables.made[rotary] = true
        let embedding = model.graph.rotaries[rotary]
        guard let long = embedding.longFrequencies else {
            fill(table, 0..<tokenCount, embedding, embedding.frequencies)
            return UnsafePointer(table)
        }
        for segment in segments {
            let isLong = segment.cache?.usesLongRotation == true
            fill(
                table, segment.row..<segment.row + segment.count, embedding,
                isLong ? long : embedding.frequencies)
        }
        return UnsafePointer(table)
    }

    private func fill(
        _ table: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ rotary: RotaryEmbedding,
        _ frequencies: [Float]
    ) {
        frequencies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            compute.rotaryTable(
                tokens: rows.count, rotated: rotary.rotated,
                positions: positions + rows.lowerBound, frequencies: base,
                magnitude: rotary.magnitude, into: table + rows.lowerBound * rotary.rotated)
        }
    }
}
