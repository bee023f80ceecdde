import AikiBase
import AikiCheckpoint
import AikiHub
import Foundation
import Testing

/// Goal: a file is there whole and right, or not at all, whatever the hub does. Method: a hub on
/// this machine that breaks connections, ignores ranges, changes files and lies.
@Suite(.serialized) struct HubDownloadTests {
    private static let path = "/org/repo/resolve/main/m-Q4_K_M.gguf"
    private static let content = (0..<300_000).map {
        UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8)
    }

    private static func hash(_ bytes: [UInt8]) throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try FileDigest.sha256(ofFile: url.path)
    }

    private static func listing(_ bytes: [UInt8], hash: String?) -> String {
        let lfs = hash.map { #","lfs":{"oid":"\#($0)","size":\#(bytes.count)}"# } ?? ""
        return #"[{"type":"directory","path":"x"},"#
            + #"{"type":"file","path":"m-Q4_K_M.gguf","size":\#(bytes.count)\#(lfs)}]"#
    }

    private struct Try: Sendable {
        let server: HubServer
        let folder: URL
        let configuration: HubConfiguration

        func download() async throws -> HubDownloader.Download {
            try await HubDownloader(configuration).download(HubReference("org/repo"), to: folder)
        }

        func code() async -> String? {
            do {
                _ = try await download()
                return nil
            } catch {
                return (error as? any AikiError)?.code ?? "\(error)"
            }
        }

        var file: URL { folder.appending(path: "m-Q4_K_M.gguf") }

        var isWhole: Bool { (try? Data(contentsOf: file)) == Data(HubDownloadTests.content) }

        var partialBytes: Int? {
            (try? Data(contentsOf: file.appendingPathExtension("part")))?.count
        }

        /// Ranges that file requests asked for; nil for the whole file.
        var ranges: [String?] {
            server.seen.filter { !$0.path.hasPrefix("/api/") }.map(\.range)
        }
    }

    private func withServer(
        knowsHash: Bool = true, tag: String? = "\"one\"",
        adjust: @escaping @Sendable (inout HubConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (Try) async throws -> Void
    ) async throws {
        let server = HubServer()
        server.set(Self.path, Self.content, tag: tag)
        let hash = knowsHash ? try Self.hash(Self.content) : nil
        server.setListings([Self.listing(Self.content, hash: hash)])
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "aiki-hub-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await server.run { address in
            var configuration = HubConfiguration(baseURL: address, token: "secret")
            configuration.pause = .milliseconds(1)
            configuration.pauseMax = .milliseconds(20)
            configuration.retriesMax = 3
            adjust(&configuration)
            try await body(
                Try(server: server, folder: folder, configuration: configuration))
        }
    }

    @Test func aFileArrivesWholeAndIsNotFetchedTwice() async throws {
        try await withServer { run in
            let download = try await run.download()
            #expect(run.isWhole)
            #expect(download.paths == [run.file.path])
            #expect(download.importFolder == nil)
            _ = try await run.download()
            #expect(run.ranges == [nil])
            let names = try FileManager.default.contentsOfDirectory(atPath: run.folder.path)
            #expect(names == ["m-Q4_K_M.gguf"])
        }
    }

    @Test(arguments: [true, false])
    func brokenConnectionsAreContinued(knowsHash: Bool) async throws {
        try await withServer(knowsHash: knowsHash) { run in
            run.server.add(.breakAfter(100_000), .breakAfter(50_000), .breakAfter(0))
            _ = try await run.download()
            #expect(run.isWhole)
            #expect(run.ranges.first == .some(nil))
            #expect(run.ranges.count == 4)
            #expect(run.server.seen.last?.ifRange == "\"one\"")
        }
    }

    @Test func withoutTagAndHashNothingIsContinued() async throws {
        try await withServer(knowsHash: false, tag: nil) { run in
            run.server.add(.breakAfter(100_000))
            _ = try await run.download()
            #expect(run.isWhole)
            #expect(run.ranges == [nil, nil])
            // Nobody knows whether the file is still the same, so it is fetched again.
            _ = try await run.download()
            #expect(run.isWhole)
            #expect(run.ranges == [nil, nil, nil])
        }
    }

    @Test func aFailureKeepsThePartForTheNextTry() async throws {
        try await withServer { run in
            run.server.add(.breakAfter(100_000))
            for _ in 0..<4 { run.server.add(.status(503)) }
            #expect(await run.code() == "hub.server-failed")
            // What the broken connection still delivered: at least something, at most all sent.
            let kept = try #require(run.partialBytes)
            #expect((1...100_000).contains(kept))
            _ = try await run.download()
            #expect(run.isWhole)
            #expect(run.ranges.last == "bytes=\(kept)-")
        }
    }

    @Test func aServerThatIgnoresRangesStartsAgain() async throws {
        try await withServer { run in
            run.server.add(.breakAfter(100_000), .ignoreRange)
            _ = try await run.download()
            #expect(run.isWhole)
        }
    }

    @Test(arguments: [true, false])
    func aFileThatChangedMeanwhileIsFetchedFromTheStart(knowsHash: Bool) async throws {
        try await withServer(knowsHash: knowsHash) { run in
            // The old content under another tag, then the promised one.
            run.server.set(Self.path, Self.content.map { $0 ^ 5 }, tag: "\"old\"")
            run.server.add(.breakAfter(100_000))
            for _ in 0..<4 { run.server.add(.status(500)) }
            #expect(await run.code() == "hub.server-failed")
            run.server.set(Self.path, Self.content, tag: "\"new\"")
            _ = try await run.download()
            #expect(run.isWhole)
        }
    }

    @Test func aWrongHashIsRefusedAndNothingStays() async throws {
        try await withServer { run in
            run.server.add(.wrongBytes)
            #expect(await run.code() == "hub.hash-mismatch")
            #expect(run.partialBytes == nil)
            #expect(!FileManager.default.fileExists(atPath: run.file.path))
        }
    }

    @Test func aBadPartIsForgivenOnce() async throws {
        try await withServer { run in
            run.server.add(.breakAfter(100_000))
            for _ in 0..<4 { run.server.add(.status(500)) }
            _ = await run.code()
            let part = run.file.appendingPathExtension("part")
            try Data(repeating: 9, count: 100_000).write(to: part)
            _ = try await run.download()
            #expect(run.isWhole)
        }
    }

    @Test func moreBytesThanPromisedAreRefused() async throws {
        try await withServer { run in
            run.server.add(.tooManyBytes)
            #expect(await run.code() == "hub.size-mismatch")
            #expect(!FileManager.default.fileExists(atPath: run.file.path))
        }
    }

    @Test(arguments: [
        (401, "hub.unauthorized"), (403, "hub.unauthorized"), (404, "hub.not-found"),
        (410, "hub.not-found"), (418, "hub.server-failed"),
    ])
    func statusesThatStayAreNotRetried(status: Int, code: String) async throws {
        try await withServer { run in
            run.server.add(.status(status))
            #expect(await run.code() == code)
            #expect(run.ranges.count == 1)
        }
    }

    @Test(arguments: [(3, nil), (4, "hub.server-failed")])
    func passingFailuresAreRetriedUpToTheLimit(failures: Int, code: String?) async throws {
        try await withServer { run in
            for _ in 0..<failures { run.server.add(.status(500)) }
            #expect(await run.code() == code)
            #expect(run.isWhole == (code == nil))
        }
    }

    @Test func aServerThatAsksToWaitIsObeyedWithinReason() async throws {
        try await withServer { run in
            run.server.add(.retryAfter(3_600))
            let start = ContinuousClock.now
            #expect(await run.code() == nil)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
        try await withServer { run in
            for _ in 0..<4 { run.server.add(.retryAfter(0)) }
            #expect(await run.code() == "hub.rate-limited")
        }
    }

    @Test func theTokenStaysWithTheHub() async throws {
        let other = HubServer()
        other.set("/blob", Self.content)
        try await other.run { elsewhere in
            try await withServer { run in
                run.server.add(.redirect("\(elsewhere)/blob"))
                _ = try await run.download()
                #expect(run.isWhole)
                #expect(run.server.seen.allSatisfy { $0.authorization == "Bearer secret" })
            }
        }
        #expect(other.seen.map(\.authorization) == [nil])
    }

    @Test func redirectsAreBounded() async throws {
        try await withServer { run in
            for _ in 0..<5 { run.server.add(.redirect(Self.path)) }
            #expect(await run.code() == nil)
        }
        try await withServer { run in
            for _ in 0..<6 { run.server.add(.redirect(Self.path)) }
            #expect(await run.code() == "hub.bad-redirect")
        }
        try await withServer { run in
            run.server.add(.redirect("file:///etc/passwd"))
            #expect(await run.code() == "hub.bad-redirect")
        }
    }

    @Test func aFullDiskIsNoticedBeforeAnythingIsFetched() async throws {
        let needed = Self.content.count + HubDownloader.spareBytes
        for (available, code) in [(needed, nil), (needed - 1, "hub.insufficient-space")] {
            try await withServer(adjust: { $0.availableBytes = { _ in available } }) { run in
                #expect(await run.code() == code)
                #expect(run.ranges.isEmpty == (code != nil))
            }
        }
    }

    @Test func nobodyListeningIsNamed() async throws {
        var configuration = HubConfiguration(baseURL: "http://127.0.0.1:1")
        configuration.pause = .milliseconds(1)
        configuration.retriesMax = 1
        do {
            _ = try await HubDownloader(configuration).files(of: HubReference("a/b"))
            Issue.record("nobody listens there")
        } catch let error as HubError {
            #expect(error.code == "hub.unreachable")
        }
    }

    @Test(arguments: [
        "{}", "[{\"type\":\"file\"}]", "no json",
        #"[{"type":"file","path":"../m-Q4_K_M.gguf","size":1}]"#,
        #"[{"type":"file","path":"a/../m-Q4_K_M.gguf","size":1}]"#,
        #"[{"type":"file","path":"/m-Q4_K_M.gguf","size":1}]"#,
        #"[{"type":"file","path":".hidden/m-Q4_K_M.gguf","size":-1}]"#,
    ])
    func listingsThatLieAreRefused(text: String) async throws {
        try await withServer { run in
            run.server.setListings([text])
            #expect(await run.code() == "hub.malformed-listing")
        }
    }

    @Test func listingsInPagesAreReadToTheEnd() async throws {
        try await withServer { run in
            let listing = Self.listing(Self.content, hash: nil)
            run.server.setListings(["[]", "[]", listing])
            let files = try await HubDownloader(run.configuration).files(of: HubReference("a/b"))
            #expect(files.map(\.path) == ["m-Q4_K_M.gguf"])
        }
    }

    @Test(arguments: [(20, nil), (21, "hub.malformed-listing")])
    func pagesAreBounded(pages: Int, code: String?) async throws {
        try await withServer { run in
            let last = Self.listing(Self.content, hash: nil)
            run.server.setListings(Array(repeating: "[]", count: pages - 1) + [last])
            #expect(await run.code() == code)
        }
    }
}
