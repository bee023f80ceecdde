import NIOCore
import NIOHTTP1

/// Serves clients that speak HTTP/1.0 or wait for leave to send a body (RFC 9110 § 10.1.1).
///
/// An answer to HTTP/1.0 is never chunked, and its connection closes after it: the end of the
/// connection is the end of a stream. `Expect: 100-continue` is answered at once, unless the body
/// is too long to be read or an earlier answer is still being written, which the interim one would
/// tear; such a client gets its final answer, or goes on after a while by itself.
///
/// Stands between the decoder of HTTP/1 and what follows, because nothing after it knows a
/// message's version. Confined to the connection's event loop.
final class MessageFraming: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let bodyBytesMax: Int
    private var openAnswers = 0
    private var isOldVersion = false

    init(bodyBytesMax: Int) {
        self.bodyBytesMax = bodyBytesMax
    }

    /// Adds the handler right after the decoder, where the pipeline has one.
    static func add(to pipeline: ChannelPipeline.SynchronousOperations, bodyBytesMax: Int) {
        typealias Decoder = ByteToMessageHandler<HTTPRequestDecoder>
        guard let decoder = try? pipeline.handler(type: Decoder.self) else { return }
        let framing = MessageFraming(bodyBytesMax: bodyBytesMax)
        // Fails only on a connection that is closing, which needs no framing.
        try? pipeline.addHandler(framing, position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        isOldVersion = (head.version.major, head.version.minor) < (1, 1)
        if isOldVersion {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        } else if openAnswers == 0, isWaiting(head) {
            let interim = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
        }
        openAnswers += 1
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isOldVersion:
            head.version = .http1_0
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            openAnswers -= 1
            context.write(data, promise: promise)
        case .head, .body: context.write(data, promise: promise)
        }
    }

    private func isWaiting(_ head: HTTPRequestHead) -> Bool {
        guard head.headers[canonicalForm: "expect"].contains(where: Self.isContinue) else {
            return false
        }
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        return length <= bodyBytesMax
    }

    private static func isContinue(_ value: Substring) -> Bool {
        value.lowercased() == "100-continue"
    }
}
