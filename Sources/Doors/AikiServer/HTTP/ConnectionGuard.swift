import NIOCore

/// Watches one connection: tells when the client has gone, and drops a client that does not read.
///
/// A client that closes its side while an answer is written counts as gone. HTTP allows it to wait
/// on, but nobody can tell it from one that left, and a model is too dear to run for nobody.
///
/// Confined to the connection's event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = NIOAny

    private let writeStallTime: TimeAmount
    private let bodyBytesMax: Int
    private var stall: Scheduled<Void>?
    private var gone: EventLoopPromise<Void>?

    init(_ limits: ServerLimits) {
        writeStallTime = TimeAmount(limits.writeStallTime)
        bodyBytesMax = limits.bodyBytesMax
    }

    /// Ends when the client has gone.
    var clientGone: EventLoopFuture<Void>? { gone?.futureResult }

    func handlerAdded(context: ChannelHandlerContext) {
        gone = context.eventLoop.makePromise()
        MessageFraming.add(to: context.pipeline.syncOperations, bodyBytesMax: bodyBytesMax)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { gone?.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable {
            let channel = context.channel
            stall = context.eventLoop.scheduleTask(in: writeStallTime) {
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    private func end() {
        stall?.cancel()
        stall = nil
        gone?.succeed()
    }
}

/// The client's end of a connection, for whoever works for it.
struct ClientConnection: Sendable {
    let channel: any Channel

    /// A stream that ends when the client has gone, and yields nothing.
    func gone() -> AsyncStream<Never> {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        let channel = channel
        channel.eventLoop.flatSubmit { () -> EventLoopFuture<Void> in
            let handler = try? channel.pipeline.syncOperations.handler(type: ConnectionGuard.self)
            return handler?.clientGone ?? channel.closeFuture
        }.whenComplete { _ in continuation.finish() }
        return stream
    }

    /// Closes the connection a little later, so that what was written still arrives.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
