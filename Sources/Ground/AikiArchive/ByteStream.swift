/// Bytes that come in pieces: a file's, or what a compressed file holds.
public protocol ByteStream: AnyObject {
    /// The next bytes; none at the end.
    ///
    /// - Throws: ``ArchiveError``.
    func read() throws(ArchiveError) -> [UInt8]
}
