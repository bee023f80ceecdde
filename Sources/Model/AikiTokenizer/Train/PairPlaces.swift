/// In which pieces each pair stands.
///
/// Pairs are noted piece by piece, then settled: all notes of a pair become one run of pieces. A pair
/// has one run, but for the few whose result was a token before; those have a chain.
struct PairPlaces: ~Copyable {
    private struct Note: BitwiseCopyable {
        var pair: Int32
        var piece: Int32
    }

    private struct Run: BitwiseCopyable {
        var start: Int
        var count: Int32
        var next: Int32
    }

    private var notes = Slab<Note>(reserving: 1 << 10)
    private var runs = Slab<Run>(reserving: 1 << 10)
    /// The first run of each pair, or -1.
    private var firstRuns = Slab<Int32>(reserving: 1 << 10)
    /// The run that is being filled of each pair, or -1.
    private var openRuns = Slab<Int32>(reserving: 1 << 10)
    private var touched: [Int32] = []
    /// The pieces of all runs.
    private(set) var pieces = Slab<Int32>(reserving: 1 << 12)

    /// Bytes that are held.
    var bytes: Int {
        notes.bytes + runs.bytes + firstRuns.bytes + openRuns.bytes + pieces.bytes
    }

    /// Notes that a pair stands in a piece.
    @inline(__always)
    mutating func note(pair: Int, piece: Int) {
        notes.append(
            Note(pair: Int32(truncatingIfNeeded: pair), piece: Int32(truncatingIfNeeded: piece)))
    }

    /// The first run of a pair, or -1.
    func firstRun(of pair: Int) -> Int { pair < firstRuns.count ? Int(firstRuns[pair]) : -1 }

    /// The run behind a run, or -1.
    func nextRun(after run: Int) -> Int { Int(runs[run].next) }

    /// Where the pieces of a run stand in ``pieces``.
    func range(of run: Int) -> Range<Int> {
        runs[run].start..<runs[run].start + Int(runs[run].count)
    }

    /// Makes runs of what was noted.
    ///
    /// - Parameter pairs: how many pairs there are.
    /// - Returns: the pairs that were noted.
    @discardableResult
    mutating func settle(pairs: Int) -> [Int32] {
        if pairs > firstRuns.count {
            let added = pairs - firstRuns.count
            _ = firstRuns.append(repeating: -1, count: added)
            _ = openRuns.append(repeating: -1, count: added)
        }
        touched.removeAll(keepingCapacity: true)
        for index in 0..<notes.count {
            let pair = notes[index].pair
            if openRuns[Int(pair)] < 0 {
                openRuns[Int(pair)] = Int32(runs.count)
                runs.append(Run(start: 0, count: 0, next: firstRuns[Int(pair)]))
                firstRuns[Int(pair)] = openRuns[Int(pair)]
                touched.append(pair)
            }
            runs.base[Int(openRuns[Int(pair)])].count += 1
        }
        var start = pieces.append(repeating: 0, count: notes.count)
        for pair in touched {
            let run = Int(openRuns[Int(pair)])
            runs.base[run].start = start
            start += Int(runs[run].count)
            runs.base[run].count = 0
        }
        for index in 0..<notes.count {
            let run = Int(openRuns[Int(notes[index].pair)])
            let place = runs[run].start + Int(runs[run].count)
            // A piece that holds a pair twice is noted once.
            if runs[run].count > 0, pieces[place - 1] == notes[index].piece { continue }
            pieces[place] = notes[index].piece
            runs.base[run].count += 1
        }
        for pair in touched { openRuns[Int(pair)] = -1 }
        notes.removeAll()
        return touched
    }
}
