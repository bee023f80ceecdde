/// A row of comma-, semicolon- or tab-separated values (RFC 4180).
package enum CSVRow {
    /// What separates the fields of a file: the one that stands most often in its first row.
    package static func separator(of header: [UInt8]) -> UInt8 {
        let candidates: [UInt8] = [0x2C, 0x09, 0x3B]
        let counts = candidates.map { candidate in header.count { $0 == candidate } }
        let best = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }
        return candidates[best ?? 0]
    }

    /// The fields of a row.
    package static func fields(_ row: [UInt8], separator: UInt8) -> [String] {
        var row = row[...]
        if row.starts(with: [0xEF, 0xBB, 0xBF]) { row = row.dropFirst(3) }
        if row.last == 0x0D { row = row.dropLast() }
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = row.startIndex
        while index < row.endIndex {
            let byte = row[index]
            if isQuoted {
                if byte != 0x22 {
                    field.append(byte)
                } else if index + 1 < row.endIndex, row[index + 1] == 0x22 {
                    field.append(0x22)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == 0x22 {
                isQuoted = true
            } else if byte == separator {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            index += 1
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}
