extension Runner {
    /// Runs a pass as ``run(_:)`` does and shows values of the graph while they exist: values share
    /// memory, so most are gone when the pass is over.
    ///
    /// - Parameters:
    ///   - entries: the pass.
    ///   - values: what is shown; each once, when it has been computed.
    ///   - show: takes the index of a value in `values` and its rows, (rows, width).
    /// - Throws: as ``run(_:)``.
    package func run(
        _ entries: [BatchEntry], capturing values: [ValueID],
        _ show: (_ index: Int, _ rows: UnsafeBufferPointer<Float>) -> Void
    ) throws(ModelError) {
        // Products that are computed together write only the last of their values.
        let together = multipliesTogether
        multipliesTogether = false
        defer { multipliesTogether = together }
        var failure: ModelError?
        withoutActuallyEscaping(show) { show in
            capture = { output in
                for (index, value) in values.enumerated() where value == output {
                    show(
                        index,
                        UnsafeBufferPointer(
                            start: self.pointer(value), count: self.numbers(value)))
                }
            }
            do throws(ModelError) { try run(entries) } catch { failure = error }
            capture = nil
        }
        if let failure { throw failure }
    }
}
