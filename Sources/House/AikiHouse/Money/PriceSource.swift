import AikiLedger
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Reads a table of prices from a disk or an address.
enum PriceSource {
    /// How long an address may be silent.
    private static let patience: TimeInterval = 60

    /// What stands there, one byte more than a table may have at most.
    static func data(_ place: String) async throws -> Data {
        guard place.hasPrefix("https://") || place.hasPrefix("http://") else {
            return try head(of: URL(filePath: place))
        }
        guard let url = URL(string: place) else {
            throw LedgerError.malformedPrices(path: place, problem: "it is no address")
        }
        // To a file first, so that what is too large never stands in memory.
        let request = URLRequest(url: url, timeoutInterval: patience)
        let (file, response) = try await URLSession.shared.download(for: request)
        defer { try? FileManager.default.removeItem(at: file) }
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else {
            throw LedgerError.malformedPrices(path: place, problem: "the server answers \(status)")
        }
        return try head(of: file)
    }

    private static func head(of file: URL) throws -> Data {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return try handle.read(upToCount: PriceTable.bytesMax + 1) ?? Data()
    }
}
