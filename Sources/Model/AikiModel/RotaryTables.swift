/// The cosines and sines of a pass's tokens for each of a graph's rotary embeddings.
final class RotaryTables {
    /// Which have been made for the tokens of this pass.
    var made: [Bool]

    private let arena: FloatArena
    private let outputArena: FloatArena
    private let offsets: [Int]

    init(_ graph: ModelGraph, rows: Int) {
        var columns = 0
        offsets = graph.rotaries.map { rotary in
            defer { columns += rotary.rotated }
            return columns
        }
        made = Array(repeating: false, count: offsets.count)
        arena = FloatArena(columns: columns, rows: rows)
        outputArena = FloatArena(columns: columns, rows: rows)
    }

    /// Forgets the tokens.
    func begin() {
        for index in made.indices { made[index] = false }
    }

    /// Where a rotary's table begins: (T, rotated).
    func table(_ rotary: Int) -> UnsafeMutablePointer<Float> { arena.column(offsets[rotary]) }

    /// Where the table of the tokens whose outputs are wanted begins.
    func outputTable(_ rotary: Int) -> UnsafeMutablePointer<Float> {
        outputArena.column(offsets[rotary])
    }
}
