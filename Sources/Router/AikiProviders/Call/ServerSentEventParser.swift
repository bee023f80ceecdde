/// Takes a stream of bytes apart into events, however the network cut it.
///
/// Lines end with CR, LF or both; a byte order mark at the start, comments and fields that mean
/// nothing here (`id`, `retry`) are passed over. An event whose end never came is no event.
///
/// - Complexity: O(bytes); keeps one event at most.
package struct ServerSentEventParser: Sendable {
    /// The most bytes of one event; more is hostile.
    package static let eventBytesMax = 8 << 20

    /// An event is larger than the limit.
    package struct TooLarge: Error, Equatable {}

    private var line: [UInt8] = []
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var endsWithReturn = false
    private var isFirstLine = true
    /// How many lines were whole, comments too: the signs of life.
    package private(set) var lineCount = 0

    /// At the start of a stream.
    package init() {}

    /// Takes more bytes.
    ///
    /// - Returns: the events that are whole now, in order.
    /// - Throws: ``TooLarge``.
    package mutating func push(
        _ bytes: UnsafeRawBufferPointer
    ) throws -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var start = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if endsWithReturn {
                endsWithReturn = false
                if byte == 0x0A {
                    index += 1
                    start = index
                    continue
                }
            }
            guard byte == 0x0A || byte == 0x0D else {
                index += 1
                continue
            }
            endsWithReturn = byte == 0x0D
            if line.isEmpty {
                try take(UnsafeRawBufferPointer(rebasing: bytes[start..<index]), &events)
            } else {
                line.append(contentsOf: bytes[start..<index])
                let whole = line
                line.removeAll(keepingCapacity: true)
                try whole.withUnsafeBytes { try take($0, &events) }
            }
            index += 1
            start = index
        }
        line.append(contentsOf: bytes[start..<count])
        guard line.count + data.count <= Self.eventBytesMax else { throw TooLarge() }
        return events
    }

    /// Takes more bytes.
    ///
    /// - Returns: the events that are whole now, in order.
    /// - Throws: ``TooLarge``.
    package mutating func push(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        try bytes.withUnsafeBytes { try push($0) }
    }

    private mutating func take(
        _ whole: UnsafeRawBufferPointer, _ events: inout [ServerSentEvent]
    ) throws(TooLarge) {
        lineCount += 1
        var text = whole[...]
        if isFirstLine {
            isFirstLine = false
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        }
        guard let first = text.first else {
            if hasData { events.append(ServerSentEvent(name: name, data: data)) }
            name = ""
            data = []
            hasData = false
            return
        }
        // A comment.
        guard first != UInt8(ascii: ":") else { return }
        let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        let field = text[..<colon]
        var value = text[min(colon + 1, text.endIndex)...]
        if value.first == 0x20 { value = value.dropFirst() }
        if field.elementsEqual("data".utf8) {
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
            guard data.count <= Self.eventBytesMax else { throw TooLarge() }
        } else if field.elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        }
    }
}
