/// Merging alone, for tests that compare its two ways.
package enum PairMerging {
    /// The symbols after all merges, by the heap or by the scan whatever their count.
    package static func merged(
        _ symbols: [TokenID], _ merges: [TokenizerDefinition.Merge], byHeap: Bool
    ) -> [TokenID] {
        let table = MergeTable(merges)
        var merged = symbols
        PairMerger(merges: table, scanLength: byHeap ? 0 : .max).merge(&merged)
        return merged
    }
}
