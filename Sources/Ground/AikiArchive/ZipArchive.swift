import Foundation

/// The list of contents of a zip file (APPNOTE 6.3, also with 64-bit sizes), and its entries as
/// streams.
///
/// The end record (`PK\5\6`) is looked for in the last 64 KiB; it tells where the directory stands,
/// whose records (`PK\1\2`) tell of each entry. Encrypted entries, and other methods than stored and
/// deflate, are refused by name.
public struct ZipArchive: Sendable {
    /// One file in the archive.
    public struct Entry: Sendable, Equatable {
        /// Its path in the archive.
        public let name: String
        let method: Int
        let isEncrypted: Bool
        let compressedBytes: Int
        /// Its size, unpacked.
        public let bytes: Int
        let headerOffset: Int
    }

    /// Entries that an archive may have.
    public static let entriesMax = 1_000_000
    /// Bytes of the directory.
    public static let directoryBytesMax = 256 << 20

    /// Where it stands.
    public let path: String
    /// The files, in the order of the directory; folders left out.
    public let entries: [Entry]

    /// Reads the directory.
    ///
    /// - Throws: ``ArchiveError``.
    public init(path: String) throws(ArchiveError) {
        self.path = path
        let directory: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            directory = try Self.readDirectory(handle, path)
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        entries = try Self.parse(directory, path)
    }

    private static func readDirectory(_ handle: FileHandle, _ path: String) throws -> [UInt8] {
        let size = Int(try handle.seekToEnd())
        let tailStart = max(0, size - 65_557)
        let tail = try read(handle, tailStart, size - tailStart)
        guard
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail[$0...].starts(with: [0x50, 0x4B, 5, 6])
            })
        else {
            throw ArchiveError.damaged(path: path, reason: "it has no end record of a zip file")
        }
        var count = number(tail, end + 12, 4)
        var offset = number(tail, end + 16, 4)
        if offset == 0xFFFF_FFFF || count == 0xFFFF_FFFF, end >= 20,
            tail[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7])
        {
            let record = try read(handle, number(tail, end - 12, 8), 56)
            count = record.count == 56 ? number(record, 40, 8) : -1
            offset = record.count == 56 ? number(record, 48, 8) : -1
        }
        guard count >= 0, offset >= 0, offset <= size, count <= size - offset else {
            throw ArchiveError.damaged(path: path, reason: "its directory lies outside of it")
        }
        guard count <= directoryBytesMax else {
            throw ArchiveError.damaged(path: path, reason: "its directory has \(count) bytes")
        }
        return try read(handle, offset, count)
    }

    private static func read(_ handle: FileHandle, _ offset: Int, _ count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        try handle.seek(toOffset: UInt64(offset))
        return Array(try handle.read(upToCount: count) ?? Data())
    }

    /// A little-endian number; -1 where it does not fit.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        guard offset >= 0, offset + count <= bytes.count else { return -1 }
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
        return Int(exactly: value) ?? -1
    }

    private static func parse(_ bytes: [UInt8], _ path: String) throws(ArchiveError) -> [Entry] {
        var entries: [Entry] = []
        var index = 0
        while index + 46 <= bytes.count, bytes[index...].starts(with: [0x50, 0x4B, 1, 2]) {
            let nameBytes = number(bytes, index + 28, 2)
            let extraBytes = number(bytes, index + 30, 2)
            let next = index + 46 + nameBytes + extraBytes + number(bytes, index + 32, 2)
            guard next <= bytes.count, entries.count < entriesMax else {
                throw .damaged(path: path, reason: "its directory breaks off")
            }
            let name = String(
                decoding: bytes[(index + 46)..<(index + 46 + nameBytes)], as: UTF8.self)
            var sizes = [
                number(bytes, index + 24, 4), number(bytes, index + 20, 4),
                number(bytes, index + 42, 4),
            ]
            let extra = bytes[(index + 46 + nameBytes)..<(index + 46 + nameBytes + extraBytes)]
            readLargeSizes(Array(extra), &sizes)
            if !name.hasSuffix("/") {
                entries.append(
                    Entry(
                        name: name, method: number(bytes, index + 10, 2),
                        isEncrypted: bytes[index + 8] & 1 == 1, compressedBytes: sizes[1],
                        bytes: sizes[0], headerOffset: sizes[2]))
            }
            index = next
        }
        return entries
    }

    /// Sizes of 64 bits stand in an extra field, in this order, where the short ones are full.
    private static func readLargeSizes(_ extra: [UInt8], _ sizes: inout [Int]) {
        var index = 0
        while index + 4 <= extra.count {
            let length = number(extra, index + 2, 2)
            if number(extra, index, 2) == 1 {
                var field = index + 4
                for place in sizes.indices where sizes[place] == 0xFFFF_FFFF {
                    sizes[place] = number(extra, field, 8)
                    field += 8
                }
            }
            index += 4 + length
        }
    }

    /// What an entry holds.
    ///
    /// - Throws: ``ArchiveError``.
    public static func stream(_ entry: Entry, path: String) throws(ArchiveError) -> any ByteStream {
        let name = path + "#" + entry.name
        guard !entry.isEncrypted else { throw .damaged(path: name, reason: "it is encrypted") }
        guard entry.headerOffset >= 0, entry.compressedBytes >= 0 else {
            throw .damaged(path: name, reason: "its place is not known")
        }
        let header = try FileStream(path: path, offset: entry.headerOffset, count: 30).read()
        guard header.count == 30, header.starts(with: [0x50, 0x4B, 3, 4]) else {
            throw .damaged(path: name, reason: "no entry begins where the directory says")
        }
        let start =
            entry.headerOffset + 30 + number(header, 26, 2) + number(header, 28, 2)
        let content = try FileStream(path: path, offset: start, count: entry.compressedBytes)
        switch entry.method {
        case 0: return content
        case 8: return try InflatingStream(content, path: name, wrapping: .bare)
        default:
            throw .damaged(path: name, reason: "it is packed by method \(entry.method)")
        }
    }
}
