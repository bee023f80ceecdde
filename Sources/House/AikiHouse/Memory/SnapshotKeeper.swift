import AikiMemory

/// Computed beginnings of texts may hold anything that stood in a prompt: all of them go.
struct SnapshotKeeper: MemoryKeeper {
    let name = "snapshots"
    let snapshots: SnapshotShelf

    func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int {
        await snapshots.drain()
        return snapshots.clear().count
    }
}
