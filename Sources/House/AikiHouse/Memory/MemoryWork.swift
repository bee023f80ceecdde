/// Makes what was recorded findable by meaning, behind the answers: one run at a time, and never while a
/// turn runs.
///
/// What is due waits in queues of the store, so nothing is lost with a process that ends.
package actor MemoryWork {
    private let sense: MemorySense
    private var work: Task<Void, Never>?
    private var isDue = false
    private var isClosed = false

    /// Works for a sense of meaning.
    package init(sense: MemorySense) {
        self.sense = sense
    }

    /// Does what is due, soon.
    ///
    /// - Parameter idle: waits until no turn runs.
    package func settle(whenIdle idle: @escaping @Sendable () async -> Void) {
        isDue = true
        guard work == nil, !isClosed else { return }
        // Ends by itself; `close()` waits for it.
        work = Task { await run(idle) }
    }

    /// Ends the work; what was recorded last is made findable before, where it is little.
    package func close() async {
        isClosed = true
        await work?.value
    }

    private func run(_ idle: @Sendable () async -> Void) async {
        while isDue {
            isDue = false
            await idle()
            // What fails stays in its queue, and is tried again behind the next turn.
            let isMoreWaiting = (try? await sense.indexSome()) ?? false
            if isMoreWaiting, !isClosed { isDue = true }
        }
        work = nil
    }
}
