import CAikiKernels

/// Memory for activations as integers or BF16; it grows on demand and is kept.
///
/// Letters: T tokens, K columns, G groups of 128 columns, the last filled with zeros.
///
/// It belongs to one user at a time.
public final class ActivationBuffer {
    private static let alignment = 64
    private var memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 0, alignment: alignment)

    /// A buffer without memory.
    public init() {}

    deinit { memory.deallocate() }

    /// G of K columns.
    static func groups(_ columns: Int) -> Int {
        (columns + Int(AIKI_GROUP) - 1) / Int(AIKI_GROUP)
    }

    /// At least so many bytes, aligned to a cache line.
    private func reserve(_ bytes: Int) -> UnsafeMutableRawPointer {
        if memory.count < bytes {
            memory.deallocate()
            memory = .allocate(byteCount: bytes, alignment: Self.alignment)
        }
        return memory.baseAddress.unsafelyUnwrapped
    }

    /// Room for (T, K) in the order of rows.
    func rows(tokens: Int, columns: Int) -> AikiIntegerRows {
        let groups = tokens * Self.groups(columns)
        let quants = groups * Int(AIKI_GROUP)
        let sums = quants / Int(AIKI_SUM_COLUMNS)
        let base = reserve(quants + groups * 4 + sums * 2)
        return AikiIntegerRows(
            quants: base.bindMemory(to: Int8.self, capacity: quants),
            scales: (base + quants).bindMemory(to: Float.self, capacity: groups),
            sums: (base + quants + groups * 4).bindMemory(to: Int16.self, capacity: sums),
            columns: columns)
    }

    /// Room for (T, K) in the order of groups, as integers or BF16.
    func panels(tokens: Int, columns: Int, isBF16: Bool) -> AikiPanelActivations {
        isBF16
            ? bf16Panels(tokens: tokens, columns: columns)
            : panels(tokens: tokens, columns: columns)
    }

    /// Room for (T, K) in the order of groups.
    private func panels(tokens: Int, columns: Int) -> AikiPanelActivations {
        let groups = tokens * Self.groups(columns)
        let quants = groups * Int(AIKI_GROUP)
        let base = reserve(quants + groups * 8)
        return AikiPanelActivations(
            quants: base.bindMemory(to: Int8.self, capacity: quants),
            scales: (base + quants).bindMemory(to: Float.self, capacity: groups),
            sums: (base + quants + groups * 4).bindMemory(to: Int32.self, capacity: groups),
            bf16: nil, tokens: tokens, columns: columns)
    }

    /// Room for (T, K) in the order of groups, as BF16.
    private func bf16Panels(tokens: Int, columns: Int) -> AikiPanelActivations {
        let numbers = tokens * Self.groups(columns) * Int(AIKI_GROUP)
        return AikiPanelActivations(
            quants: nil, scales: nil, sums: nil,
            bf16: reserve(numbers * 2).bindMemory(to: UInt16.self, capacity: numbers),
            tokens: tokens, columns: columns)
    }
}
