/// Which part of the records a process reads: part `index` of `count`.
public struct CorpusPart: Sendable, Equatable {
    /// The part's number, from 0.
    public let index: Int
    /// How many parts there are.
    public let count: Int

    /// Parts of a corpus, at most.
    public static let countMax = 10_000

    /// All records.
    public static let whole = CorpusPart(uncheckedIndex: 0, count: 1)

    private init(uncheckedIndex index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// A part; nil where the numbers do not fit.
    public init?(index: Int, count: Int) {
        guard count >= 1, count <= Self.countMax, index >= 0, index < count else { return nil }
        self.init(uncheckedIndex: index, count: count)
    }

    /// Whether a record belongs to it: files are dealt out, and long ones in blocks of records.
    func holds(file: Int, record: Int) -> Bool {
        count == 1 || (file + record / 64) % count == index
    }

    /// The folder of its work.
    var folderName: String { "part-\(index)-of-\(count)" }
}
