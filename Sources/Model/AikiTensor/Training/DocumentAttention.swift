/// Attention of the tokens of whole documents that follow each other, as training has it.
///
/// Letters: T tokens of all documents, H heads, Hkv key-value heads, D and Dv widths of a head. Head h
/// reads key-value head h / (H / Hkv). No token sees another document.
package struct DocumentAttention {
    /// (T, H, D), already rotated.
    package var query: UnsafePointer<Float>
    /// (T, Hkv, D), already rotated.
    package var keys: UnsafePointer<Float>
    /// (T, Hkv, Dv).
    package var values: UnsafePointer<Float>
    /// (T, H, Dv).
    package var out: UnsafeMutablePointer<Float>
    /// (T, H): log Σ exp(score), which the backward pass starts from.
    package var logSums: UnsafeMutablePointer<Float>
    /// H.
    package var heads: Int
    /// Hkv, divides H.
    package var keyValueHeads: Int
    /// D.
    package var keyWidth: Int
    /// Dv.
    package var valueWidth: Int
    /// Of the scores, usually 1 / √D.
    package var scale: Float
    /// A token sees those less than this far away; nil sees all.
    package var window: Int?
    /// Scores become softcap · tanh(score / softcap); nil leaves them.
    package var softcap: Float?
    /// No token sees a later one.
    package var isCausal: Bool
    /// What the factors of products are rounded to.
    package var precision: ProductPrecision

    /// Attention over memory the caller keeps.
    package init(
        query: UnsafePointer<Float>, keys: UnsafePointer<Float>, values: UnsafePointer<Float>,
        out: UnsafeMutablePointer<Float>, logSums: UnsafeMutablePointer<Float>, heads: Int,
        keyValueHeads: Int, keyWidth: Int, valueWidth: Int, scale: Float, window: Int? = nil,
        softcap: Float? = nil, isCausal: Bool = true, precision: ProductPrecision = .float32
    ) {
        precondition(keyValueHeads > 0 && heads.isMultiple(of: keyValueHeads))
        precondition(keyWidth > 0 && keyWidth <= Compute.headWidthMax)
        precondition(valueWidth > 0 && valueWidth <= Compute.headWidthMax)
        precondition((window ?? 1) > 0 && (softcap ?? 1) > 0)
        self.query = query
        self.keys = keys
        self.values = values
        self.out = out
        self.logSums = logSums
        self.heads = heads
        self.keyValueHeads = keyValueHeads
        self.keyWidth = keyWidth
        self.valueWidth = valueWidth
        self.scale = scale
        self.window = window
        self.softcap = softcap
        self.isCausal = isCausal
        self.precision = precision
    }
}
