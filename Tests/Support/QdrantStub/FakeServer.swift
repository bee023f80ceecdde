import AikiBase
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves a ``FakeQdrant`` over HTTP on a free port of this machine.
package enum FakeServer {
    /// Runs a body with the server's address.
    package static func run(
        _ fake: FakeQdrant, _ body: (_ address: String) async throws -> Void
    ) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(fake))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/")
            try await channel.close()
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let fake: FakeQdrant
        private var head: HTTPRequestHead?
        private var bytes: [UInt8] = []

        init(_ fake: FakeQdrant) { self.fake = fake }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                bytes = []
            case .body(let part): bytes += part.readableBytesView
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            guard let head else { return }
            switch fake.takeFault() {
            case .hangUp: context.close(promise: nil)
            case .silence: break
            case .text(let text): write(200, text, context)
            case .status(let status, let wait):
                write(status, "{\"status\":{\"error\":\"later\"}}", context, retryAfter: wait)
            case .pass, nil:
                let (status, text) = fake.answer(
                    head.method.rawValue, head.uri, body: try? JSONValue(parsing: bytes),
                    key: head.headers.first(name: "api-key"))
                write(status, text, context)
            }
        }

        private func write(
            _ status: Int, _ text: String, _ context: ChannelHandlerContext, retryAfter: Int? = nil
        ) {
            var headers: HTTPHeaders = [
                "Content-Length": "\(text.utf8.count)", "Content-Type": "application/json",
            ]
            if let retryAfter { headers.add(name: "Retry-After", value: "\(retryAfter)") }
            let head = HTTPResponseHead(
                version: .http1_1, status: HTTPResponseStatus(statusCode: status),
                headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            let body = context.channel.allocator.buffer(string: text)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
