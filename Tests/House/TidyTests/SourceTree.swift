import Foundation

/// The project's own files as text, from disk or made up by a test.
struct SourceTree {
    /// One text file.
    struct File {
        /// The path from the project's root.
        let path: String
        /// The lines, without their ends.
        let lines: [Substring]

        init(path: String, text: String) {
            self.path = path
            lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        }

        /// The target of a source file: `Sources/<room>/<target>/…`.
        var target: String? {
            let parts = path.split(separator: "/")
            return parts.count > 3 && parts[0] == "Sources" ? String(parts[2]) : nil
        }

        /// The modules it imports.
        var imports: [String] {
            lines.compactMap { line in
                var words = line.split(separator: " ").drop { $0.hasPrefix("@") }
                let levels: Set<Substring> = ["public", "package", "internal", "private"]
                words = words.drop { levels.contains($0) }
                guard words.first == "import", let module = words.dropFirst().last else {
                    return nil
                }
                return module.split(separator: ".").first.map(String.init)
            }
        }
    }

    var files: [File]

    init(files: [File]) {
        self.files = files
    }

    /// Reads every text file below the root that belongs to the project.
    init(root: URL) throws {
        files = []
        let kinds: Set = ["swift", "c", "h", "md", "py", "sh", "toml", "yml", "yaml", "json", ""]
        let folders = [
            "Sources", "Tests", "Tools", "docs", "script", "Benchmarks", "Fuzzing", "Recipes",
            ".ci",
        ]
        for folder in folders {
            let start = root.appending(path: folder)
            let names = FileManager.default.enumerator(atPath: start.path)
            while let name = names?.nextObject() as? String {
                let url = start.appending(path: name)
                guard kinds.contains(url.pathExtension), !name.contains("Fixtures/"),
                    !name.contains(".build/"), !name.contains("__pycache__"),
                    (try url.resourceValues(forKeys: [.isRegularFileKey])).isRegularFile == true,
                    let text = try? String(contentsOf: url, encoding: .utf8)
                else { continue }
                files.append(File(path: "\(folder)/\(name)", text: text))
            }
        }
        for name in ["Package.swift", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
            let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
            files.append(File(path: name, text: text))
        }
    }

    /// The project's root, found from where this file stands.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The text of one file.
    func text(_ path: String) -> String? {
        files.first { $0.path == path }.map { $0.lines.joined(separator: "\n") }
    }

    /// Swift files of the program itself.
    var sources: [File] {
        files.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }
    }
}
