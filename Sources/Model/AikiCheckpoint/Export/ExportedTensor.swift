import AikiTensor

/// A tensor of the new folder and how it comes from the GGUF file.
struct ExportedTensor {
    /// What becomes of the rows.
    enum Change {
        case none
        /// Rows of each head reordered from adjacent pairs to two halves: the importer's
        /// ``ImportedTensor/Change/pairRotaryHalves(headWidth:)`` undone.
        case unpairRotary(headWidth: Int)
    }

    /// The name in the folder.
    let name: String
    let source: Tensor
    let change: Change

    /// The row of the GGUF file that becomes a row of the folder: row i of half j of a head is the
    /// (2 i + j)th of its pairs.
    func sourceRow(_ row: Int) -> Int {
        guard case .unpairRotary(let width) = change else { return row }
        let (place, half) = (row % width, width / 2)
        return row - place + 2 * (place % half) + place / half
    }

    /// Rows that are reordered; a vector is a column of them.
    var rows: Int {
        if case .unpairRotary = change, source.shape.count == 1 { return source.elementCount }
        return source.rows
    }
}
