public import AikiBase
import AikiCheckpoint
public import AikiDialogue
import AikiEngine
public import AikiEvaluation
import AikiModel
import AikiTensor
import AikiTokenizer
import Foundation

extension ModelShelf {
    /// What a model is asked for its parity vector: a few words of every kind.
    private static let parityText = """
        The lighthouse keeper counted 42 ships before the storm; "none is lost," she said. \
        Le café, die Straße, blåbær: f(x) = 3.14 * x
        """
    private static let parityTokensMax = 48

    /// Writes a model, alone or with adapters merged into it, for other programs.
    ///
    /// - Parameters:
    ///   - reference: an installed model or a GGUF file, and the adapters that are merged.
    ///   - place: the file or folder to make.
    ///   - format: what it is made as.
    ///   - precision: of a folder's numbers, F32, F16 or BF16; nil keeps them as they are.
    ///   - temperature: what a file recommends to sample at; nil keeps what its source says.
    ///   - adapters: where adapters are found by name.
    ///   - progress: told how much is done.
    /// - Returns: what was made.
    /// - Throws: as ``find(_:)``; `ModelRequestError.adapterNotFound`; `CheckpointError`, `ModelError`.
    public func export(
        _ reference: ModelReference, to place: String, format: ExportFormat, precision: String?,
        temperature: Double? = nil, adapters: AdapterShelf, progress: ProgressHandler?
    ) throws -> ExportReport {
        let (path, name) = try modelFile(reference.model)
        let precision = try precision.map(Self.precision)
        return try withWorkshop { workshop in
            var (source, notes) = (path, [String]())
            if !reference.adapters.isEmpty {
                source = workshop.appending(path: "merged.gguf").path
                let summary = try merge(path, reference.adapters, adapters, to: source, progress)
                if !summary.requantized.isEmpty {
                    notes.append(
                        "\(summary.requantized.count) quantised matrices were changed and "
                            + "quantised again, which loses a little more; merging into the F16 or "
                            + "BF16 model does not.")
                }
            }
            guard format == .safetensors else {
                return try Self.report(writeGGUF(source, name, temperature, to: place), notes)
            }
            let exporter = HuggingFaceExporter(path: source, precision: precision)
            let summary = try exporter.run(to: place, progress: progress)
            return try Self.report(summary.paths, notes + summary.notes)
        }
    }

    /// Checks that a model's file is whole and gives what it says that it gives.
    ///
    /// - Parameters:
    ///   - model: an installed model, or a GGUF file.
    ///   - progress: told of each tensor.
    /// - Returns: what was found, of a file that passed.
    /// - Throws: `EvaluationError`; as ``find(_:)``; why it cannot be loaded.
    public func check(_ model: String, progress: ProgressHandler?) throws -> ModelCheck.Report {
        let (path, _) = try modelFile(model)
        return try ModelCheck(path: path, threads: threads).run(progress: progress)
    }

    /// A copy of the file that says what the model gives.
    private func writeGGUF(
        _ source: String, _ name: String, _ temperature: Double?, to place: String
    ) throws -> [String] {
        let file = try GGUFFile(path: source)
        let model = try Model.load(
            file, compute: Compute(pool: WorkerPool(threads: threads)), precision: .exact)
        var metadata = MetadataList(file)
        if metadata["general.name"] == nil { metadata["general.name"] = .string(name) }
        if let temperature {
            metadata["general.sampling.temp"] = .float32(Float(temperature))
        }
        if !model.configuration.isEmbedder {
            let tokenizer = try Tokenizer(
                metadata: file, modelTokens: model.configuration.vocabularySize)
            let tokens = tokenizer.encode(Self.parityText, addSpecial: true, parseSpecial: false)
            let count = min(Self.parityTokensMax, model.configuration.contextTokensMax)
            try ModelParity(measuring: model, tokens: Array(tokens.prefix(count)))
                .write(to: &metadata)
        }
        return try GGUFCopy.write(file, metadata: metadata, to: place)
    }

    private func merge(
        _ base: String, _ choices: [AdapterChoice], _ shelf: AdapterShelf, to path: String,
        _ progress: ProgressHandler?
    ) throws -> AdapterMerger.Summary {
        let described = try Model.load(
            GGUFFile(path: base), compute: Compute(pool: WorkerPool(threads: 1))
        ).adapterBase
        var files: [(file: AdapterFile, strength: Float)] = []
        for choice in choices {
            guard let place = try shelf.place(of: choice.name) else {
                throw ModelRequestError.adapterNotFound(name: choice.name)
            }
            files.append((try AdapterFile(path: place.path, for: described), Float(choice.scale)))
        }
        return try AdapterMerger(base: base, adapters: files).run(to: path, progress: progress)
    }

    private static func precision(
        _ text: String
    ) throws(HouseError) -> HuggingFaceImporter.Precision {
        if let precision = HuggingFaceImporter.Precision(rawValue: text.uppercased()) {
            return precision
        }
        let known = HuggingFaceImporter.Precision.allCases.map(\.rawValue)
        throw .invalidSetting(
            name: "precision", value: "'\(text)'", place: "The command",
            expected: "one of \(known.joined(separator: ", "))")
    }

    static func report(_ paths: [String], _ notes: [String]) throws -> ExportReport {
        let bytes = try paths.reduce(Int64(0)) { sum, path in
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            return sum + ((attributes[.size] as? NSNumber)?.int64Value ?? 0)
        }
        return ExportReport(paths: paths, byteCount: bytes, notes: notes)
    }
}
