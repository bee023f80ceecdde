/// Canonical composition (NFC), from the same tables on every platform.
///
/// Source: Unicode Standard Annex 15; Unicode Standard §3.11.
package enum Normalization {
    /// The text in NFC; nil where it is so already by a quick look.
    ///
    /// A scalar that composition leaves alone begins anew (Annex 15, "Stable code points"), so only the
    /// few that it may change are taken apart, each run with the scalar before it. ASCII is passed over
    /// eight bytes a step.
    package static func composed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let tables = UnicodeTables.shared
        var output: [UInt8]?
        var (position, copied) = (0, 0)
        while let found = nextComposing(text, from: position, tables) {
            let start = found > copied ? UTF8Scalars.start(before: found, in: text) : found
            var end = found
            while end < text.count {
                let (scalar, length) = UTF8Scalars.decode(text, at: end)
                guard tables.scalarClass(scalar).contains(.composing) else { break }
                end += length
            }
            var bytes = output ?? []
            output = nil
            if bytes.isEmpty { bytes.reserveCapacity(text.count) }
            bytes.append(contentsOf: text[copied..<start])
            bytes.append(contentsOf: composedWhole(text, start..<end, tables))
            output = bytes
            (position, copied) = (end, end)
        }
        output?.append(contentsOf: text[copied...])
        return output
    }

    /// The text in NFC, whatever it is: the slow and independent way.
    package static func composedWhole(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        composedWhole(text, 0..<text.count, UnicodeTables.shared)
    }

    /// The first scalar from a position that composition may change.
    private static func nextComposing(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ tables: UnicodeTables
    ) -> Int? {
        var position = start
        while position < text.count {
            if text[position] < 0x80 {
                if position + 8 <= text.count,
                    ASCIIRuns.load(text, position) & 0x8080_8080_8080_8080 == 0
                {
                    position += 8
                } else {
                    position += 1
                }
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            if scalar >= 0x300, tables.scalarClass(scalar).contains(.composing) { return position }
            position += length
        }
        return nil
    }

    private static func composedWhole(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tables: UnicodeTables
    ) -> [UInt8] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
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
