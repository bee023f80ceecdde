import AikiLedger
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Reads a table of prices from a disk or an address.
///
/// Not with `URLSession`: that would bind libcurl into the program, which then could not stand alone.
enum PriceSource {
    /// How long an address may be silent.
    private static let patience: TimeAmount = .seconds(60)

    /// One for all addresses, for as long as the program runs.
    private static let client: HTTPClient = {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .follow(max: 5, allowCycles: false)
        // The pool would try in silence until the timeout.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.timeout.connect = PriceSource.patience
        settings.timeout.read = PriceSource.patience
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }()

    /// What stands there; of what is too large for a table, more bytes than one may have at most.
    static func data(_ place: String) async throws -> Data {
        guard place.hasPrefix("https://") || place.hasPrefix("http://") else {
            return try head(of: URL(filePath: place))
        }
        guard URL(string: place)?.host()?.isEmpty == false else {
            throw LedgerError.malformedPrices(path: place, problem: "it is no address")
        }
        do {
            return try await body(at: place)
        } catch let error as LedgerError {
            throw error
        } catch {
            try Task.checkCancellation()
            let problem =
                (error as? HTTPClientError)?.shortDescription ?? String("\(error)".prefix(200))
            throw HouseError.unreachable(address: place, problem: problem)
        }
    }

    private static func body(at address: String) async throws -> Data {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "User-Agent", value: "aiki")
        let response = try await client.execute(request, timeout: patience)
        guard (200..<300).contains(response.status.code) else {
            throw LedgerError.malformedPrices(
                path: address, problem: "the server answers \(response.status.code)")
        }
        var data = Data()
        for try await buffer in response.body {
            data.append(contentsOf: buffer.readableBytesView)
            // One byte too many is enough to tell; the rest is not fetched.
            guard data.count <= PriceTable.bytesMax else { break }
        }
        return data
    }

    private static func head(of file: URL) throws -> Data {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return try handle.read(upToCount: PriceTable.bytesMax + 1) ?? Data()
    }
}
