/// Turns text without special tokens into tokens.
protocol FragmentEncoder: Sendable {
    /// Appends the tokens of a fragment.
    ///
    /// - Parameters:
    ///   - text: UTF-8, not empty.
    ///   - startsText: whether nothing stands before it; otherwise a special token does.
    ///   - output: where they go.
    func encode(
        _ text: UnsafeBufferPointer<UInt8>, startsText: Bool, into output: inout [TokenID])
}
