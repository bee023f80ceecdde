/// Canonical composition (NFC), from the same tables on every platform.
///
/// Source: Unicode Standard Annex 15; Unicode Standard §3.11.
package enum Normalization {
    /// The text in NFC; nil where it is in NFC already by a quick look.
    ///
    /// Scalars below U+0300 neither combine nor change, so most Western text costs one scan.
    package static func composed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.contains(where: { $0 >= 0xCC }) else { return nil }
        let tables = UnicodeTables.shared
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            tables.appendDecomposition(scalar, to: &scalars)
            position += length
        }
        order(&scalars, tables)
        return UTF8Scalars.encode(compose(scalars, tables))
    }

    /// Canonical ordering: a stable sort of each run of combining marks by class.
    private static func order(_ scalars: inout [UInt32], _ tables: UnicodeTables) {
        var start = 0
        while start < scalars.count {
            guard tables.combiningClass(scalars[start]) != 0 else {
                start += 1
                continue
            }
            var end = start
            while end < scalars.count, tables.combiningClass(scalars[end]) != 0 { end += 1 }
            if end - start > 1 {
                let sorted = scalars[start..<end].enumerated().sorted { left, right in
                    let (a, b) = (
                        tables.combiningClass(left.element), tables.combiningClass(right.element)
                    )
                    return a == b ? left.offset < right.offset : a < b
                }
                for (offset, item) in sorted.enumerated() { scalars[start + offset] = item.element }
            }
            start = end
        }
    }

    private static func compose(_ scalars: [UInt32], _ tables: UnicodeTables) -> [UInt32] {
        var output: [UInt32] = []
        output.reserveCapacity(scalars.count)
        var starter = -1
        var lastClass = 0
        for scalar in scalars {
            let combiningClass = Int(tables.combiningClass(scalar))
            // A mark is blocked by one of its own class or higher since the starter.
            let isAdjacent = starter == output.count - 1
            if starter >= 0, isAdjacent || lastClass < combiningClass,
                isAdjacent || lastClass != 0,
                let composed = tables.composition(output[starter], scalar)
            {
                output[starter] = composed
                continue
            }
            if combiningClass == 0 { starter = output.count }
            lastClass = combiningClass
            output.append(scalar)
        }
        return output
    }
}
