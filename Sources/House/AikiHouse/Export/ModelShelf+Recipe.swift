public import AikiBase
import AikiCheckpoint
public import AikiDialogue
import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

extension ModelShelf {
    /// Writes what a distributed trainer needs to go on with a model: its weights, configuration and
    /// tokenizer in the Hugging Face layout, a trainer for PyTorch FSDP with a launch file, and the
    /// settings; token shards stay where they are.
    ///
    /// - Parameters:
    ///   - reference: an installed model or a GGUF file, and the adapters that are merged.
    ///   - place: the folder to make.
    ///   - corpus: a folder with token shards; nil leaves it to the trainer's command line.
    ///   - adapters: where adapters are found by name.
    ///   - progress: told how much is done.
    /// - Returns: what was made.
    /// - Throws: as ``export(_:to:format:precision:adapters:progress:)``; `CheckpointError` for shards
    ///   that are damaged or of another vocabulary.
    public func exportRecipe(
        _ reference: ModelReference, to place: String, corpus: String?, adapters: AdapterShelf,
        progress: ProgressHandler?
    ) throws -> ExportReport {
        let target = URL(filePath: place).standardizedFileURL
        let inside = try? FileManager.default.contentsOfDirectory(atPath: target.path)
        guard inside ?? [] == [] else {
            throw HouseError.fileSystem(path: place, problem: "it is there already, and not empty")
        }
        let workshop = target.deletingLastPathComponent()
            .appending(path: ".\(target.lastPathComponent).\(UUID().uuidString).tmp")
        defer { try? FileManager.default.removeItem(at: workshop) }
        let model = workshop.appending(path: "model")
        let exported = try export(
            reference, to: model.path, format: .safetensors, precision: nil, adapters: adapters,
            progress: progress)
        let source = try modelFile(reference.model).path
        let recipe = try recipe(source, corpus: corpus)
        var names = exported.paths.map { "model/\(URL(filePath: $0).lastPathComponent)" }
        for (name, bytes) in Self.recipeFiles {
            let file = workshop.appending(path: name)
            try Data(bytes).write(to: file)
            names.append(name)
            guard name.hasSuffix(".sh") else { continue }
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        let settings: JSONValue = [
            "corpus": corpus.map { .string(URL(filePath: $0).standardizedFileURL.path) } ?? .null,
            "model": .string(reference.model), "training": recipe.json,
        ]
        try Data((settings.encoded(.pretty) + "\n").utf8)
            .write(to: workshop.appending(path: "recipe.json"))
        // An empty folder may stand there; one that is not empty stays, and the move fails.
        rmdir(target.path)
        try FileManager.default.moveItem(at: workshop, to: target)
        let paths = (names + ["recipe.json"]).map { target.appending(path: $0).path }
        return try Self.report(paths, exported.notes)
    }

    /// The trainer, its reader of shards, and what starts them.
    private static var recipeFiles: [(name: String, bytes: [UInt8])] {
        [
            ("train.py", PackageResources.train_py),
            ("token_shards.py", PackageResources.token_shards_py),
            ("launch.sh", PackageResources.launch_sh),
        ]
    }

    private func recipe(_ source: String, corpus: String?) throws -> DistributedRecipe {
        let file = try GGUFFile(path: source)
        let table = file.description(of: "token_embd.weight")?.shape ?? [0, 1]
        let architecture = file.string("general.architecture") ?? ""
        let tokens = try corpus.map { try Self.corpusTokens($0, vocabulary: table[0]) }
        return DistributedRecipe(
            parameters: file.tensors.reduce(0) { $0 + $1.elementCount }, width: table[1],
            contextTokens: file.integer("\(architecture).context_length") ?? 1_024,
            corpusTokens: tokens)
    }

    /// Tokens of a corpus's training split.
    private static func corpusTokens(_ folder: String, vocabulary: Int) throws -> Int {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw HouseError.pathNotFound(path: folder)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix("train-") && $0.hasSuffix(".tokens") }.sorted()
        guard !names.isEmpty else {
            throw HouseError.unreadableFile(
                path: folder, problem: "it has no train-*.tokens, as `aiki corpus build` makes them"
            )
        }
        return try names.reduce(0) { sum, name in
            let shard = try TokenShard(path: URL(filePath: folder).appending(path: name).path)
            guard shard.vocabularySize <= vocabulary else {
                throw CheckpointError.inconsistentParts(
                    path: shard.path,
                    reason:
                        "its vocabulary has \(shard.vocabularySize) tokens, the model's \(vocabulary)"
                )
            }
            return sum + shard.tokenCount
        }
    }
}
