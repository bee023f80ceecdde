public import AikiBase
public import AikiSymbols
import AikiTensor
public import Foundation

/// The trained symbols of the house: one file, `symbols.safetensors` in its folder.
public struct SymbolShelf: Sendable {
    /// Where the file is that is used where none is named.
    public let file: URL
    private let threads: Int

    init(file: URL, threads: Int) {
        self.file = file
        self.threads = threads
    }

    /// Trained symbols.
    ///
    /// - Parameter path: a file; the house's where nil.
    /// - Returns: three classifiers.
    /// - Throws: ``HouseError/pathNotFound(path:)``, ``HouseError/noSymbols(path:)``; `SymbolError` for
    ///   a damaged file.
    public func model(_ path: String?) throws -> SymbolModel {
        let used = path ?? file.path
        guard FileManager.default.fileExists(atPath: used) else {
            throw path == nil
                ? HouseError.noSymbols(path: used) : HouseError.pathNotFound(path: used)
        }
        return try SymbolModel(path: used)
    }

    /// Trains symbols and writes them.
    ///
    /// - Parameters:
    ///   - sources: labelled texts.
    ///   - seed: from which every random choice follows.
    ///   - path: the file to write; the house's where nil.
    ///   - progress: told as epochs end.
    /// - Returns: how good they are by cross-validation, and the file.
    /// - Throws: `SymbolError`.
    public func train(
        _ sources: SymbolSources, seed: UInt64, to path: String?, progress: ProgressHandler?
    ) throws -> (report: SymbolReport, path: String) {
        let path = path ?? file.path
        let outcome = try SymbolTraining(sources, seed: seed)
            .run(on: WorkerPool(threads: threads), progress: progress)
        try outcome.model.write(to: path)
        return (outcome.report, path)
    }

    /// The kinds that a person names, with commas between.
    ///
    /// - Parameter text: `role,emotion`; every kind where nil.
    /// - Returns: at least one.
    /// - Throws: ``HouseError/invalidSetting(name:value:place:expected:)``.
    public func kinds(_ text: String?) throws -> Set<SymbolKind> {
        guard let text else { return Set(SymbolKind.allCases) }
        let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let kinds = names.compactMap { SymbolKind(rawValue: $0) }
        guard kinds.count == names.count, !kinds.isEmpty else {
            let known = SymbolKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw HouseError.invalidSetting(
                name: "kinds", value: "'\(text)'", place: "The command",
                expected: "some of \(known)")
        }
        return Set(kinds)
    }
}

extension HouseHome {
    /// Trained scenes, roles and emotions.
    public var symbols: SymbolShelf {
        SymbolShelf(file: folder.appending(path: "symbols.safetensors"), threads: shelf.threads)
    }
}
