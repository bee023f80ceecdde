/// Cuts a stream into records: a whole file, lines, rows of CSV, elements of a JSON array, texts
/// between separators.
///
/// A record is never cut: one that is larger than ``recordBytesMax`` is passed on as too large, and
/// counted.
package struct RecordSplitter {
    /// Where records end.
    package enum Border: Equatable {
        /// Nowhere: the file is one record.
        case none
        /// At line ends.
        case line
        /// At line ends outside of quotation marks.
        case csvRow
        /// At the commas of the outermost array.
        case arrayElement
        /// At a text.
        case text([UInt8])
    }

    /// A record, or what is known of one that is too large.
    package enum Record: Sendable, Equatable {
        case bytes([UInt8])
        case tooLarge(bytes: Int)
    }

    /// Bytes of a record, at most; it is held in memory, with some copies.
    package static let recordBytesMax = 64 << 20

    private let border: Border
    private let bytesMax: Int
    private var buffer: [UInt8] = []
    /// Bytes of a record that is too large, of which nothing is kept.
    private var skipped = 0
    private var isQuoted = false
    private var isEscaped = false
    private var depth = 0

    package init(_ border: Border, bytesMax: Int = recordBytesMax) {
        self.border = border
        self.bytesMax = bytesMax
    }

    /// Takes bytes; calls the body with each record that ends in them.
    package mutating func add(_ bytes: [UInt8], _ body: (Record) -> Void) {
        switch border {
        case .none: keep(bytes[...])
        case .line: addLines(bytes, body)
        case .csvRow: addRows(bytes, body)
        case .arrayElement: addElements(bytes, body)
        case .text(let separator): addTexts(bytes, separator, body)
        }
    }

    /// Ends the stream; what is left is a record.
    package mutating func finish(_ body: (Record) -> Void) {
        if border == .arrayElement { return }
        // An empty file is a document too: lineage says that it was empty.
        if border == .none, buffer.isEmpty, skipped == 0 { return body(.bytes([])) }
        emit(body)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        if skipped > 0 || buffer.count + bytes.count > bytesMax {
            skipped += buffer.count + bytes.count
            buffer.removeAll()
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    private mutating func emit(_ body: (Record) -> Void) {
        if skipped > 0 {
            body(.tooLarge(bytes: skipped))
        } else if !buffer.isEmpty {
            body(.bytes(buffer))
        }
        skipped = 0
        buffer.removeAll(keepingCapacity: buffer.capacity < 1 << 20)
    }

    private mutating func addLines(_ bytes: [UInt8], _ body: (Record) -> Void) {
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            keep(bytes[start..<index])
            emit(body)
            start = index + 1
        }
        keep(bytes[start...])
    }

    private mutating func addRows(_ bytes: [UInt8], _ body: (Record) -> Void) {
        var start = 0
        for index in bytes.indices {
            if bytes[index] == 0x22 { isQuoted.toggle() }
            guard bytes[index] == 0x0A, !isQuoted else { continue }
            keep(bytes[start..<index])
            emit(body)
            start = index + 1
        }
        keep(bytes[start...])
    }

    private mutating func addElements(_ bytes: [UInt8], _ body: (Record) -> Void) {
        var start = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case 0x22: isQuoted = true
            case 0x5B, 0x7B:
                depth += 1
                if depth == 1, byte == 0x5B { start = index + 1 }
                if depth == 2, buffer.isEmpty, skipped == 0 { start = index }
            case 0x5D, 0x7D:
                depth -= 1
                if depth == 1 {
                    keep(bytes[start...index])
                    emit(body)
                    start = index + 1
                }
            default: break
            }
        }
        if depth >= 2 { keep(bytes[start...]) }
    }

    private mutating func addTexts(
        _ bytes: [UInt8], _ separator: [UInt8], _ body: (Record) -> Void
    ) {
        guard skipped == 0 else {
            // A separator that a piece's border cuts in two is not seen while skipping.
            if let start = Self.find(separator, in: bytes, from: 0) {
                skipped += start
                emit(body)
                addTexts(Array(bytes[(start + separator.count)...]), separator, body)
            } else {
                skipped += bytes.count
            }
            return
        }
        var from = max(0, buffer.count - separator.count + 1)
        buffer.append(contentsOf: bytes)
        var start = 0
        while let found = Self.find(separator, in: buffer, from: from) {
            if found > start { body(.bytes(Array(buffer[start..<found]))) }
            start = found + separator.count
            from = start
        }
        if start > 0 { buffer.removeSubrange(..<start) }
        if buffer.count > bytesMax {
            skipped = buffer.count
            buffer.removeAll()
        }
    }

    private static func find(_ word: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard let first = word.first, bytes.count >= word.count else { return nil }
        var index = from
        while index + word.count <= bytes.count {
            if bytes[index] == first, bytes[index...].starts(with: word) { return index }
            index += 1
        }
        return nil
    }
}
