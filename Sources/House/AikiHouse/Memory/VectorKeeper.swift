import AikiMemory

/// Vectors say what a text is about: those of forgotten texts leave the index and its file.
struct VectorKeeper: MemoryKeeper {
    let name = "vectors"
    let sense: MemorySense

    func didForget(_ messages: [Int64], texts: ForgottenTexts) async throws -> Int {
        try await sense.dropForgotten()
    }
}
