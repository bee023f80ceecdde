/// The file of a ``VectorIndex``: a part that is written once, and a log behind it.
///
/// Numbers are little-endian. The first page:
///
///     0   8   "AIKIVEC" and a newline
///     8   4   version, 1
///     12  4   numbers of a vector, D
///     16  4   room for links of a node on layer 0, L
///     20  4   slots, N: a slot is the place of a vector
///     24  4   linked slots: the first so many are nodes of the graph
///     28  4   rows of links above layer 0, U
///     32  4   the slot where searches begin, 2^32 - 1 for none
///     36  4   the highest layer
///     40  8   hash of the sections, in order, without what fills them up
///     48  8   hash of the bytes before
///
/// Sections, each from a multiple of 16,384 bytes on: ids (N of 8 bytes), scales (N f32), codes (N rows of
/// bytes, D rounded up to 64), halves (N rows of D f16), levels (N bytes), uppers (N u32), links
/// (N rows of L u32), upper links (U rows of L / 2 u32), twins (N u32: the next slot with the same codes).
///
/// Frames of the log follow, from the next such multiple on; each is
///
///     0   4   1: vectors with new ids; 2: vectors, some of which replace others; 3: removed ids
///     4   4   how many
///     8   8   hash of the place in the file, these 8 bytes and the payload
///     16  ...  ids, 8 bytes each, and for vectors as many rows of D f16
///
/// Whoever writes holds the lock on `<path>.lock`. A frame counts when its hash is right. The first that is not
/// was being written when the machine stopped; the file is cut off there. What grows too long is written
/// anew beside the file and put in its place by renaming; a program that still has the old one reads
/// on in it until it looks at the name again.
enum VectorFile {
    /// What frames are.
    enum FrameKind: UInt32 {
        case additions = 1
        case replacements = 2
        case removals = 3
    }

    static let magic = Array("AIKIVEC\n".utf8)
    static let version: UInt32 = 1
    static let headerBytes = 56
    static let frameHeadBytes = 16
    /// Sections begin at multiples of the largest page size there is.
    static let alignment = 16_384
    /// The most ids in a frame.
    static let frameItemsMax = 4_096

    static func aligned(_ offset: Int) -> Int {
        (offset + alignment - 1) / alignment * alignment
    }
}
