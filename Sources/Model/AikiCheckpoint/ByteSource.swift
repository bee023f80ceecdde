import AikiTensor

/// Bytes to parse and the object that keeps them alive: a mapped file, or memory.
///
/// `@unchecked Sendable`: the bytes are read only, for as long as `owner` lives.
struct ByteSource: @unchecked Sendable {
    /// The file's name, for errors.
    let path: String
    /// Everything in the file.
    let bytes: UnsafeRawBufferPointer
    /// Keeps the bytes alive.
    let owner: any AnyObject & Sendable

    /// Maps a file.
    init(path: String) throws(CheckpointError) {
        do {
            let file = try MappedFile(path: path)
            self.path = path
            bytes = file.bytes
            owner = file
        } catch {
            throw .unreadable(path: path, reason: error.message)
        }
    }

    /// Copies bytes.
    init(bytes content: [UInt8], name: String) {
        let heap = HeapBytes(content)
        path = name
        bytes = heap.bytes
        owner = heap
    }

    /// A part of the bytes.
    ///
    /// - Precondition: the range lies inside.
    func slice(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
}
