public import AikiBase
public import AikiEvaluation
import Foundation

extension ModelShelf {
    /// Measures how well a model foretells texts.
    ///
    /// - Parameters:
    ///   - model: an installed model, or a GGUF file.
    ///   - files: texts in UTF-8, each a document of its own.
    ///   - options: how it is computed.
    ///   - tokensMax: tokens that are scored at most.
    ///   - progress: told of each window.
    /// - Returns: what all texts together cost.
    /// - Throws: as ``find(_:)``; `EvaluationError`; why the model cannot be loaded or run.
    public func evaluateText(
        _ model: String, files: [String], options: EvaluationOptions, tokensMax: Int?,
        progress: ProgressHandler?
    ) async throws -> TextReport {
        let (path, name) = try modelFile(model)
        let texts = try files.map(Self.text)
        return try await Self.onThread {
            try TextEvaluation(path: path, name: name, options: options, tokensMax: tokensMax)
                .run(texts, progress: progress)
        }
    }

    /// Lets a model choose among answers.
    ///
    /// - Parameters:
    ///   - model: an installed model, or a GGUF file.
    ///   - file: questions, a JSON object a line.
    ///   - options: how it is computed.
    ///   - progress: told of each question.
    /// - Returns: how often the model is right.
    /// - Throws: as ``find(_:)``; `EvaluationError`; why the model cannot be loaded or run.
    public func evaluateChoices(
        _ model: String, file: String, options: EvaluationOptions, progress: ProgressHandler?
    ) async throws -> ChoiceReport {
        let (path, name) = try modelFile(model)
        let questions = try ChoiceEvaluation.questions(file)
        return try await Self.onThread {
            try ChoiceEvaluation(path: path, name: name, options: options)
                .run(questions, progress: progress)
        }
    }

    /// Measures what a model's states know of labels.
    ///
    /// - Parameters:
    ///   - model: an installed model, or a GGUF file.
    ///   - file: labelled texts, a JSON object a line.
    ///   - options: how it is computed.
    ///   - progress: told of texts and layers.
    /// - Returns: what every layer knows of every kind of label.
    /// - Throws: as ``find(_:)``; `EvaluationError`; why the model cannot be loaded or run.
    public func evaluateSymbols(
        _ model: String, file: String, options: EvaluationOptions, progress: ProgressHandler?
    ) async throws -> SymbolReport {
        let (path, name) = try modelFile(model)
        let lines = try SymbolEvaluation.lines(file)
        return try await Self.onThread {
            try SymbolEvaluation(path: path, name: name, options: options)
                .run(lines, progress: progress)
        }
    }

    private static func text(_ path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            throw HouseError.pathNotFound(path: path)
        }
        let data: Data
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            guard size <= TextEvaluation.bytesMax else {
                throw EvaluationError.tooMuch(
                    what: "bytes of text", found: size, limit: TextEvaluation.bytesMax)
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw EvaluationError.unreadable(path: path, reason: error.localizedDescription)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw EvaluationError.unreadable(path: path, reason: "it is not UTF-8 text")
        }
        return text
    }
}
