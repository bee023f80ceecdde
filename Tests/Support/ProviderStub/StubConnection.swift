import AikiBase
import Foundation
import NIOCore
import NIOPosix

/// One connection: reads requests and plays the script of each.
final class StubConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let book: StubBook
    private var pending = ByteBuffer()
    private var isPlaying = false

    init(_ book: StubBook) {
        self.book = book
    }

    func channelActive(context: ChannelHandlerContext) {
        book.connections(1)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        book.connections(-1)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        pending.writeBuffer(&buffer)
        takeRequest(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func takeRequest(_ context: ChannelHandlerContext) {
        guard !isPlaying, let request = readRequest() else { return }
        isPlaying = true
        let earlier = book.note(request)
        play(StubReply.steps(request, earlier: earlier)[...], request, context)
    }

    /// A request whose head and body are here; nil until then.
    private func readRequest() -> StubRequest? {
        let view = pending.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: view[..<end.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        let count = Int(headers["content-length"] ?? "0") ?? 0
        let headCount = end.upperBound - view.startIndex
        guard view.count >= headCount + count else { return nil }
        let body = Array(view[end.upperBound..<(end.upperBound + count)])
        pending.moveReaderIndex(forwardBy: headCount + count)
        pending.discardReadBytes()
        return StubRequest(
            method: words.isEmpty ? "" : String(words[0]),
            path: words.count > 1 ? String(words[1]) : "", headers: headers,
            body: (try? JSONValue(parsing: body)) ?? .null)
    }

    private func play(
        _ steps: ArraySlice<StubStep>, _ request: StubRequest, _ context: ChannelHandlerContext
    ) {
        var steps = steps
        while let step = steps.popFirst() {
            switch step {
            case .send(let bytes):
                context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .charge: book.charge(request)
            case .pause(let milliseconds):
                context.flush()
                let rest = steps
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
                    let (handler, context) = bound.value
                    guard context.channel.isActive else { return }
                    handler.play(rest, request, context)
                }
                return
            case .hang: return context.flush()
            case .close:
                context.flush()
                return context.close(promise: nil)
            case .reset:
                context.flush()
                let options = context.channel as? any SocketOptionProvider
                let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
                // With a linger of zero, closing sends RST.
                _ = options?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                    .map { bound.value.close(promise: nil) }
                return
            }
        }
        context.flush()
        isPlaying = false
        takeRequest(context)
    }
}
