import AikiBase
import Foundation

/// The built program, run in an empty folder with a house of its own.
final class Program {
    struct Missing: Error {
        let path: String
    }

    /// What a run left behind.
    struct Result {
        let status: Int32
        let output: String
        let notes: String
        /// The output as JSON.
        var json: JSONValue { (try? JSONValue(parsing: output)) ?? .null }
        /// The error object on standard error.
        var error: JSONValue { (try? JSONValue(parsing: notes))?["error"] ?? .null }
    }

    let folder: URL
    var home: URL { folder.appending(path: "house") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "aiki-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Where the tests' fixtures are.
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

    /// The program stands beside the bundle of the tests.
    static func binary() throws -> URL {
        let candidates =
            Bundle.allBundles.map(\.bundleURL) + [URL(filePath: CommandLine.arguments[0])]
        for candidate in candidates {
            for folder in [candidate.deletingLastPathComponent(), candidate] {
                let path = folder.appending(path: "aiki")
                if FileManager.default.isExecutableFile(atPath: path.path) { return path }
            }
        }
        throw Missing(path: CommandLine.arguments[0])
    }

    /// Runs a command to its end.
    func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        try run(arguments, input: input, environment: environment)
    }

    /// Runs a command to its end.
    func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        try finish(try start(arguments, input: input, environment: environment))
    }

    /// Runs a command that is called off, as by Ctrl-C, as soon as it has come so far.
    func interrupt(
        _ arguments: [String], when isTime: () throws -> Bool
    ) async throws -> Result {
        let started = try start(arguments, input: "", environment: [:])
        while started.process.isRunning, try !isTime() {
            try await Task.sleep(for: .milliseconds(10))
        }
        started.process.interrupt()
        return try finish(started)
    }

    /// A command that runs, and the files it reads and writes.
    private struct Started {
        let process: Process
        let files: [URL]
    }

    private func start(
        _ arguments: [String], input: String, environment: [String: String]
    ) throws -> Started {
        let process = Process()
        process.executableURL = try Self.binary()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = [
            "AIKI_HOME": home.path, "HOME": folder.path, "NO_COLOR": "1", "TZ": "UTC",
            "PATH": "/usr/bin:/bin",
        ]
        variables.merge(environment) { $1 }
        process.environment = variables
        // Files and not pipes: nothing blocks, however much is written.
        let files = ["in", "out", "err"].map {
            folder.appending(path: ".\($0)-\(UUID().uuidString)")
        }
        try Data(input.utf8).write(to: files[0])
        try Data().write(to: files[1])
        try Data().write(to: files[2])
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        return Started(process: process, files: files)
    }

    private func finish(_ started: Started) throws -> Result {
        let files = started.files
        started.process.waitUntilExit()
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        return Result(
            status: started.process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            notes: try String(contentsOf: files[2], encoding: .utf8))
    }

    /// Installs a tiny model with random weights that chats.
    func installTinyModel(named name: String = "tiny") throws {
        let source = Self.fixtures.appending(path: "architectures/llama")
        let target = folder.appending(path: "tiny-source")
        try FileManager.default.copyItem(at: source, to: target)
        try change(target.appending(path: "config.json"), "max_position_embeddings", 4096)
        try change(
            target.appending(path: "tokenizer_config.json"), "chat_template",
            "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: ")
        let result = try run(
            "model", "import", target.path, "--name", name, "--precision", "F32")
        try FileManager.default.removeItem(at: target)
        guard result.status == 0 else { throw Missing(path: result.notes) }
    }

    /// Installs a tiny model with random weights that makes vectors.
    func installTinyEmbedder(named name: String = "vectors") throws {
        let source = Self.fixtures.appending(path: "architectures/bert")
        let result = try run(
            "model", "import", source.path, "--name", name, "--precision", "F32")
        guard result.status == 0 else { throw Missing(path: result.notes) }
    }

    private func change(_ file: URL, _ key: String, _ value: JSONValue) throws {
        var object = try JSONValue(parsing: Array(Data(contentsOf: file))).object ?? [:]
        object[key] = value
        try Data(JSONValue.object(object).encoded().utf8).write(to: file)
    }
}
