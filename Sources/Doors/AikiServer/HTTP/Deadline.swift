/// Runs work that must end in time.
///
/// - Returns: the result; nil where time ran out, and then the work was cancelled.
func withDeadline<Value: Sendable>(
    _ time: Duration, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: time)
            return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
    }
}

/// Runs work for a client, and cancels it when the client goes.
///
/// - Throws: ``APIError/clientClosed`` where the client has gone.
func withClient<Value: Sendable>(
    _ connection: ClientConnection, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let gone = connection.gone()
    return try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await work() }
        group.addTask {
            for await _ in gone {}
            throw APIError.clientClosed
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw APIError.clientClosed }
        return value
    }
}
