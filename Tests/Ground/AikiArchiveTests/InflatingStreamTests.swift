import AikiArchive
import AikiTestSupport
import Foundation
import Testing

/// Goal: what is compressed is read whole, wherever its pieces end. Method: zeros, of which a few
/// hundred bytes become more than a piece, packed by other programs.
@Suite struct InflatingStreamTests {
    /// Packs zeros as `zeros.zip` and `zeros.gz`.
    private func pack(_ count: Int, in folder: TemporaryFolder) throws {
        try Data(count: count).write(to: folder.url.appending(path: "zeros"))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = folder.url
        process.arguments = ["-c", "python3 -m zipfile -c zeros.zip zeros && gzip zeros"]
        try process.run()
        process.waitUntilExit()
    }

    private func bytes(of stream: any ByteStream) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try stream.read()
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }

    /// With 50 and 100 more than a piece, all input is taken while the end still waits in zlib.
    @Test(arguments: [0, 50, 100, 1_000])
    func `what ends right behind a full piece is read whole`(more: Int) throws {
        let folder = try TemporaryFolder()
        let count = FileStream.pieceBytes + more
        try pack(count, in: folder)
        let archive = try ZipArchive(path: folder.path + "/zeros.zip")
        let entry = try #require(archive.entries.first)
        let zip = try ZipArchive.stream(entry, path: archive.path)
        #expect(try bytes(of: zip) == [UInt8](repeating: 0, count: count))
        let file = try FileStream(path: folder.path + "/zeros.gz")
        let gzip = try InflatingStream(file, path: "zeros.gz", wrapping: .gzip)
        #expect(try bytes(of: gzip) == [UInt8](repeating: 0, count: count))
    }

    @Test func `what breaks off behind a full piece is damaged`() throws {
        let folder = try TemporaryFolder()
        try pack(FileStream.pieceBytes + 100, in: folder)
        let path = folder.path + "/zeros.gz"
        // Without the sum at its end.
        let whole = try Data(contentsOf: URL(filePath: path))
        try whole.dropLast(8).write(to: URL(filePath: path))
        let file = try FileStream(path: path)
        let stream = try InflatingStream(file, path: "zeros.gz", wrapping: .gzip)
        #expect(throws: ArchiveError.damaged(path: "zeros.gz", reason: "it ends too early")) {
            try bytes(of: stream)
        }
    }
}
