/// How a corpus is built; none of it changes what comes out.
public struct CorpusOptions: Sendable {
    /// Threads that work on documents.
    public var workers = 2
    /// Throws away what was begun before.
    public var restarts = false
    /// Keeps the cleaned texts and sketches after the corpus is whole.
    public var keepsWork = false
    /// Writes marks into texts, where the recipe asks for symbols.
    public var marker: (any TextMarker)?
    /// Stops after as many segments as if the process had been killed; for tests.
    package var segmentsBeforeStop = Int.max
    /// Bytes of records that a segment of work takes in.
    package var segmentBytes = 32 << 20

    /// The usual ones.
    public init() {}
}
