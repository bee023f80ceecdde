import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One conversation with a hub: requests with token, redirects and pauses.
struct HubSession {
    /// Redirects that are followed in a row.
    static let redirectsMax = 5

    let configuration: HubConfiguration
    let address: HubAddress
    let client: HTTPClient

    /// Runs a body with a client that is shut down afterwards.
    static func run<Result: Sendable>(
        _ configuration: HubConfiguration, _ body: (HubSession) async throws -> Result
    ) async throws -> Result {
        let address = try HubAddress(configuration.baseURL)
        var settings = HTTPClient.Configuration()
        // Redirects are ours: the token must not travel, and encryption must not be lost.
        settings.redirectConfiguration = .disallow
        // Retries are ours as well; the pool would try in silence until the timeout.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.timeout.connect = .seconds(15)
        settings.timeout.read = .nanoseconds(configuration.idleTimeout.wholeNanoseconds)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        do {
            let session = HubSession(
                configuration: configuration, address: address, client: client)
            let result = try await body(session)
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// Sends one request; no redirect is followed, no failure retried.
    func send(_ url: URL, headers: [(String, String)] = []) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.headers.add(name: "User-Agent", value: "aiki")
        if let token = configuration.token, address.isOwn(url) {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return try await client.execute(request, deadline: .now() + .hours(24))
    }

    /// Waits before another try: as long as the server says, else doubling, with jitter.
    func pause(failures: Int, asked: Duration?) async throws {
        let doubled = configuration.pause * (1 << min(max(failures - 1, 0), 16))
        let jittered = doubled * Double.random(in: 0.5...1)
        try await Task.sleep(for: min(asked ?? jittered, configuration.pauseMax))
    }
}

extension Duration {
    /// Nanoseconds, as far as they fit.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product + attoseconds / 1_000_000_000
    }
}
