import NIOCore
import Synchronization

/// Watches one connection: tells when the client has gone, and drops a client that does not read.
///
/// A client that closes its side while an answer is written counts as gone. HTTP allows it to wait
/// on, but nobody can tell it from one that left, and a model is too dear to run for nobody.
///
/// What is written one after the other goes out together: a system call for each part of an answer
/// takes longer than writing it.
///
/// Confined to the connection's event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = NIOAny

    private let writeStallTime: TimeAmount
    private let bodyBytesMax: Int
    private var stall: Scheduled<Void>?
    private var watches: [ObjectIdentifier: ClientWatch] = [:]
    private var isGone = false
    private var isFlushDue = false

    init(_ limits: ServerLimits) {
        writeStallTime = TimeAmount(limits.writeStallTime)
        bodyBytesMax = limits.bodyBytesMax
    }

    /// Tells a watch when the client has gone, which may be now.
    func add(_ watch: ClientWatch) {
        if isGone { return watch.fire() }
        watches[ObjectIdentifier(watch)] = watch
    }

    /// Forgets a watch.
    func remove(_ watch: ClientWatch) {
        watches[ObjectIdentifier(watch)] = nil
    }

    func handlerAdded(context: ChannelHandlerContext) {
        MessageFraming.add(to: context.pipeline.syncOperations, bodyBytesMax: bodyBytesMax)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func flush(context: ChannelHandlerContext) {
        guard !isFlushDue else { return }
        isFlushDue = true
        context.eventLoop.assumeIsolated().execute { self.flushNow(context) }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow(context)
        context.close(mode: mode, promise: promise)
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

    private func flushNow(_ context: ChannelHandlerContext) {
        guard isFlushDue else { return }
        isFlushDue = false
        context.flush()
    }

    private func end() {
        stall?.cancel()
        stall = nil
        leave()
    }

    private func leave() {
        isGone = true
        let told = watches.values
        watches = [:]
        for watch in told { watch.fire() }
    }
}

/// Something to be done should the client go.
final class ClientWatch: Sendable {
    private let channel: any Channel
    private let action: Mutex<(@Sendable () -> Void)?>

    fileprivate init(_ channel: any Channel, _ action: @escaping @Sendable () -> Void) {
        self.channel = channel
        self.action = Mutex(action)
    }

    /// Nothing is to be done any more.
    func end() {
        guard take() != nil else { return }
        onLoop { $0?.remove(self) }
    }

    fileprivate func begin() {
        onLoop { guardian in
            if let guardian { guardian.add(self) } else { self.fire() }
        }
    }

    fileprivate func fire() { take()?() }

    private func take() -> (@Sendable () -> Void)? {
        action.withLock { action in
            defer { action = nil }
            return action
        }
    }

    /// Does something with the guard of the connection, which has none when it is closed.
    private func onLoop(_ work: @escaping @Sendable (ConnectionGuard?) -> Void) {
        let channel = channel
        let run: @Sendable () -> Void = {
            work(try? channel.pipeline.syncOperations.handler(type: ConnectionGuard.self))
        }
        if channel.eventLoop.inEventLoop { run() } else { channel.eventLoop.execute(run) }
    }
}

/// The client's end of a connection, for whoever works for it.
struct ClientConnection: Sendable {
    let channel: any Channel

    /// Has something done once the client has gone, until the watch ends.
    func whenGone(_ action: @escaping @Sendable () -> Void) -> ClientWatch {
        let watch = ClientWatch(channel, action)
        watch.begin()
        return watch
    }

    /// Closes the connection a little later, so that what was written still arrives.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
