/// One event of a stream (WHATWG HTML, "Server-sent events").
package struct ServerSentEvent: Sendable, Equatable {
    /// Its kind; empty where it was not named.
    package var name: String
    /// Its data, UTF-8; lines are parted by a line feed.
    package var data: [UInt8]

    /// Makes an event.
    package init(name: String = "", data: [UInt8]) {
        self.name = name
        self.data = data
    }
}
