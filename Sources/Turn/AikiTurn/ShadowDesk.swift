import AikiBase

/// Does what comes after an answer and is waited for by nobody: one piece after the other, and no more
/// of them than are worth keeping.
actor ShadowDesk {
    /// Pieces that wait or are under way; a further one is dropped, so that samples never pile up.
    static let piecesMax = 4

    private var last: Task<Void, Never>?
    private var count = 0

    /// Does a piece when those before it are done.
    func take(_ piece: @escaping @Sendable () async -> Void) {
        guard count < Self.piecesMax else { return }
        count += 1
        let before = last
        // Belongs to the desk: whoever ends the program waits for it with `drain()`.
        last = Task {
            await before?.value
            await piece()
            self.count -= 1
        }
    }

    /// Waits until nothing is left to do.
    func drain() async {
        while let last, count > 0 { await last.value }
    }
}
