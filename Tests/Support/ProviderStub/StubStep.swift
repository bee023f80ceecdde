/// What the stub does next on a connection.
enum StubStep: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Waits for some milliseconds.
    case pause(Int64)
    /// Closes the connection in good order.
    case close
    /// Breaks the connection (RST).
    case reset
    /// Does nothing until the other side goes away.
    case hang
    /// Counts the call as charged.
    case charge
}
