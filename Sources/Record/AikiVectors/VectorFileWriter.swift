import AikiTensor
import Foundation

/// Writes a ``VectorFile`` anew, beside the old one, and puts it in its place.
struct VectorFileWriter {
    private static let bufferBytes = 1 << 20

    private let file: OpenFile
    private let path: String
    private var buffer: [UInt8] = []
    private var offset = VectorFile.alignment
    private var hash = RunningHash(seed: 0)

    /// Begins a file.
    ///
    /// - Parameter path: where it will stand once it is whole.
    /// - Throws: ``VectorError/cannotOpen(path:detail:)``.
    init(path: String) throws(VectorError) {
        self.path = path
        let temporary = path + ".new"
        // One that a crash has left.
        unlink(temporary)
        file = try OpenFile(path: temporary)
        buffer.reserveCapacity(Self.bufferBytes)
    }

    /// Adds bytes of a section.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(VectorError) {
        hash.add(bytes)
        if buffer.count + bytes.count > Self.bufferBytes { try flush() }
        if bytes.count > Self.bufferBytes {
            try file.write(bytes, at: offset)
            offset += bytes.count
        } else {
            buffer += bytes
        }
    }

    /// Adds numbers of a section.
    mutating func write<Number>(
        _ numbers: UnsafePointer<Number>, count: Int
    ) throws(VectorError) {
        try write(
            UnsafeRawBufferPointer(start: numbers, count: count * MemoryLayout<Number>.stride))
    }

    /// Fills a section up.
    mutating func endSection() throws(VectorError) {
        try flush()
        let next = VectorFile.aligned(offset)
        if next > offset { try file.truncate(to: next) }
        offset = next
    }

    /// Writes the first page and puts the file in its place.
    ///
    /// - Parameter header: all but the hash of the sections.
    /// - Throws: ``VectorError/cannotWrite(path:detail:)``.
    mutating func finish(_ header: VectorHeader) throws(VectorError) {
        try flush()
        var header = header
        header.contentHash = hash.value
        precondition(header.logOffset == offset, "sections and header disagree")
        try file.write(header.bytes, at: 0)
        try file.truncate(to: offset)
        try file.synchronize()
        guard rename(file.path, path) == 0 else {
            throw .cannotWrite(path: path, detail: SystemText.lastError)
        }
        syncFolder()
    }

    /// Leaves nothing behind of a file that could not be finished.
    func abandon() {
        unlink(file.path)
    }

    private mutating func flush() throws(VectorError) {
        try file.write(buffer, at: offset)
        offset += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Makes the renaming last.
    private func syncFolder() {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
