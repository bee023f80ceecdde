import AikiBase

/// How often each piece of text was seen.
///
/// Pieces of up to 15 bytes, nearly all, stand in the table itself; longer ones in a buffer beside it.
///
/// - Complexity: O(length) a piece; 24 bytes a slot, at most half full.
final class PieceTable {
    private struct Slot: BitwiseCopyable {
        var piece: ShortPiece
        var count: UInt64
    }

    private struct LongSlot: BitwiseCopyable {
        var hash: UInt64
        var start: Int
        var length: Int
        var count: UInt64
    }

    private static let slotsMin = 1 << 12
    private let seeds = ShortPiece.Seeds.process
    private var short = Slab(repeating: Slot(piece: .none, count: 0), count: slotsMin)
    private var shortCount = 0
    private var long = Slab(
        repeating: LongSlot(hash: 0, start: 0, length: 0, count: 0), count: slotsMin)
    private var longCount = 0
    private var text = Slab<UInt8>(reserving: 1 << 12)

    /// How many different pieces there are.
    var count: Int { shortCount + longCount }
    /// Bytes that are held.
    var bytes: Int { short.bytes + long.bytes + text.bytes }

    /// Counts a piece.
    ///
    /// - Precondition: it is not empty, and 16 bytes may be read where it starts.
    @inline(__always)
    func add(_ piece: UnsafeBufferPointer<UInt8>, times: UInt64 = 1) {
        guard let address = piece.baseAddress else { return }
        if piece.count <= ShortPiece.bytesMax {
            add(ShortPiece(UnsafeRawPointer(address), count: piece.count), times: times)
        } else {
            addLong(piece, times: times)
        }
    }

    @inline(__always)
    private func add(_ piece: ShortPiece, times: UInt64) {
        let mask = short.count - 1
        var slot = Int(truncatingIfNeeded: piece.hash(seeds)) & mask
        while true {
            let found = short.base + slot
            if found.pointee.piece == piece {
                found.pointee.count += times
                return
            }
            if found.pointee.count == 0 { break }
            slot = (slot + 1) & mask
        }
        short[slot] = Slot(piece: piece, count: times)
        shortCount += 1
        if shortCount * 2 > short.count { growShort(to: short.count * 2) }
    }

    private func addLong(_ piece: UnsafeBufferPointer<UInt8>, times: UInt64) {
        let hash = TokenTable.hash(piece)
        let mask = long.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while long[slot].count > 0 {
            if long[slot].hash == hash, isEqual(long[slot], piece) {
                long.base[slot].count += times
                return
            }
            slot = (slot + 1) & mask
        }
        long[slot] = LongSlot(hash: hash, start: text.count, length: piece.count, count: times)
        text.append(contentsOf: piece)
        longCount += 1
        if longCount * 2 > long.count { growLong(to: long.count * 2) }
    }

    private func isEqual(_ slot: LongSlot, _ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        guard slot.length == piece.count, let address = piece.baseAddress else { return false }
        return TokenTable.isEqual(text.base + slot.start, address, slot.length)
    }

    private func growShort(to capacity: Int) {
        var larger = Slab(repeating: Slot(piece: .none, count: 0), count: capacity)
        for index in 0..<short.count where short[index].count > 0 {
            var slot = Int(truncatingIfNeeded: short[index].piece.hash(seeds)) & (capacity - 1)
            while larger[slot].count > 0 { slot = (slot + 1) & (capacity - 1) }
            larger[slot] = short[index]
        }
        short = larger
    }

    private func growLong(to capacity: Int) {
        let empty = LongSlot(hash: 0, start: 0, length: 0, count: 0)
        var larger = Slab(repeating: empty, count: capacity)
        for index in 0..<long.count where long[index].count > 0 {
            var slot = Int(truncatingIfNeeded: long[index].hash) & (capacity - 1)
            while larger[slot].count > 0 { slot = (slot + 1) & (capacity - 1) }
            larger[slot] = long[index]
        }
        long = larger
    }

    /// Calls a function with each piece and its count, in no certain order.
    func forEach(_ body: (_ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2) { words in
            let bytes = UnsafeRawBufferPointer(words).bindMemory(to: UInt8.self)
            for index in 0..<short.count where short[index].count > 0 {
                let slot = short[index]
                words[0] = slot.piece.low.littleEndian
                words[1] = slot.piece.high.littleEndian
                body(UnsafeBufferPointer(rebasing: bytes[..<slot.piece.count]), slot.count)
            }
        }
        for index in 0..<long.count where long[index].count > 0 {
            let slot = long[index]
            body(UnsafeBufferPointer(start: text.base + slot.start, count: slot.length), slot.count)
        }
    }

    /// Adds another table's counts.
    func add(contentsOf other: PieceTable) {
        other.forEach { add(padded: $0, times: $1) }
    }

    /// Counts a piece of memory that may end behind it.
    func add(padded piece: UnsafeBufferPointer<UInt8>, times: UInt64) {
        guard let address = piece.baseAddress else { return }
        if piece.count <= ShortPiece.bytesMax {
            add(ShortPiece(slowly: UnsafeRawPointer(address), count: piece.count), times: times)
        } else {
            addLong(piece, times: times)
        }
    }

    /// Forgets the rarest pieces until about half of them are left.
    ///
    /// Where all are equally rare every other goes, chosen by its bytes alone: no run differs.
    ///
    /// - Returns: how many pieces went, and how often they had been seen.
    func forgetRare() -> (pieces: Int, occurrences: UInt64) {
        var threshold: UInt64 = 0
        var kept = count
        while kept * 2 > count {
            threshold = max(1, threshold * 2)
            kept = 0
            forEach { if $1 > threshold { kept += 1 } }
        }
        let smaller = PieceTable()
        var gone: (pieces: Int, occurrences: UInt64) = (0, 0)
        forEach { piece, count in
            if count > threshold || (kept == 0 && Self.isChosen(piece)) {
                smaller.add(padded: piece, times: count)
            } else {
                gone.pieces += 1
                gone.occurrences += count
            }
        }
        swap(&short, &smaller.short)
        swap(&long, &smaller.long)
        swap(&text, &smaller.text)
        (shortCount, longCount) = (smaller.shortCount, smaller.longCount)
        return gone
    }

    /// A coin that a piece's bytes toss (FNV-1a).
    private static func isChosen(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        let hash = piece.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
        }
        return (hash >> 32) & 1 == 0
    }
}
