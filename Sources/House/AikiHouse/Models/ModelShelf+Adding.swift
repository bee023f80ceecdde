public import AikiBase
import AikiCheckpoint
import AikiModel
import AikiTensor
import Foundation

extension ModelShelf {
    /// Installs a GGUF file (with the other parts, where it is split) or a folder as Hugging Face
    /// lays it out.
    ///
    /// - Parameters:
    ///   - path: the file or folder; it stays where it is.
    ///   - name: the name to give it; made from the path where nil.
    ///   - precision: how a folder's matrices are stored: F32, F16 or BF16.
    ///   - progress: told how much is done.
    /// - Returns: the model, and what a person should know of it.
    /// - Throws: ``HouseError/pathNotFound(path:)``; `CheckpointError`; `ModelError` for a file that could not be loaded.
    public func importModel(
        at path: String, name: String?, precision: String, progress: ProgressHandler?
    ) throws -> (model: InstalledModel, notes: [String]) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw HouseError.pathNotFound(path: path)
        }
        let url = URL(filePath: path).standardizedFileURL
        let source = url.path
        guard isFolder.boolValue else {
            let file = try GGUFFile(path: path)
            try Self.checkRuns(file)
            let parts = file.partPaths
            let name = name ?? Self.name(from: url.deletingPathExtension().lastPathComponent)
            let manifest = try registry.add(name, files: parts, placement: .copy) { manifest in
                manifest.source = source
            }
            return (try describe(manifest), [])
        }
        guard let precision = HuggingFaceImporter.Precision(rawValue: precision.uppercased()) else {
            let known = HuggingFaceImporter.Precision.allCases.map(\.rawValue)
            throw HouseError.invalidSetting(
                name: "precision", value: "'\(precision)'", place: "The command",
                expected: "one of \(known.joined(separator: ", "))")
        }
        let modelName = name ?? Self.name(from: url.lastPathComponent)
        let importer = HuggingFaceImporter(folder: source, precision: precision, name: modelName)
        return try withWorkshop { workshop in
            let file = workshop.appending(path: "\(modelName)-\(precision.rawValue).gguf").path
            let summary = try importer.run(to: file, progress: progress)
            let manifest = try registry.add(
                modelName, files: summary.paths, placement: .move
            ) { $0.source = source }
            var notes = summary.notes
            if !summary.leftOut.isEmpty {
                notes.append("left out, of no use here: \(summary.leftOut.joined(separator: ", "))")
            }
            return (try describe(manifest), notes)
        }
    }

    /// Makes a smaller model of an installed one.
    ///
    /// - Parameters:
    ///   - name: the model.
    ///   - recipe: the recipe's name, as `Q4_K_M`.
    ///   - newName: the name of the new model; made from name and recipe where nil.
    ///   - allowsRequantizing: takes a model that is quantised already.
    ///   - progress: told how much is done.
    /// - Returns: the new model.
    /// - Throws: `CheckpointError`.
    public func quantize(
        _ name: String, recipe: String, newName: String?, allowsRequantizing: Bool,
        progress: ProgressHandler?
    ) throws -> InstalledModel {
        let model = try find(name)
        let recipe = try QuantizationRecipe.named(recipe)
        let newName = newName ?? Self.name(from: "\(name)-\(recipe.rawValue)")
        let quantizer = GGUFQuantizer(
            recipe: recipe, threads: threads, allowsRequantizing: allowsRequantizing)
        return try withWorkshop { workshop in
            let file = workshop.appending(path: "\(newName).gguf").path
            let summary = try quantizer.run(from: model.path, to: file, progress: progress)
            let manifest = try registry.add(
                newName, files: summary.paths, placement: .move
            ) { manifest in
                manifest.parent = name
                manifest.source = model.source.isEmpty ? nil : model.source
            }
            return try describe(manifest)
        }
    }

    /// Refuses a name that belongs to a model from elsewhere.
    func checkFree(_ name: String, for run: URL) throws {
        try ModelName.check(name)
        guard let manifest = try? registry.manifest(of: name) else { return }
        guard manifest.source == run.path else { throw CheckpointError.modelExists(name: name) }
    }

    /// Installs a model that a run made; what the run made before goes.
    func install(
        _ path: String, name: String, run: URL, parent: String?, dataHash: String,
        results: JSONObject
    ) throws {
        try checkFree(name, for: run)
        if (try? registry.manifest(of: name)) != nil { try registry.remove(name) }
        _ = try registry.add(name, files: [path], placement: .copy) { manifest in
            manifest.source = run.path
            manifest.parent = parent
            manifest.dataHash = dataHash
            manifest.gateResults = results
        }
    }

    /// Refuses, by its architecture or whatever else is not known, a model that could not be loaded.
    ///
    /// - Complexity: O(tensors); weights are not read.
    static func checkRuns(_ file: GGUFFile) throws {
        _ = try Model.load(file, compute: Compute(pool: WorkerPool(threads: 1)))
    }

    /// A folder on the volume of the models that is gone in the end.
    func withWorkshop<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = registry.folder.appending(path: ".making-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// A model's name made of some text: what may not stand in one becomes a dash.
    static func name(from text: String) -> String {
        let allowed = text.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
            return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
        }
        let name = String(allowed.drop { "._-".contains($0) }.prefix(ModelName.bytesMax))
        return name.isEmpty ? "model" : name
    }
}
