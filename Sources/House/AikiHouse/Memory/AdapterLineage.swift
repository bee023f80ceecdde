import AikiBase
import Foundation

/// An adapter that learned from something, or may have.
public struct LearnedFrom: Sendable, Equatable {
    /// The adapter.
    public let adapter: String
    /// Whether its data holds what is looked for; nil where its data is not there any more, or is no
    /// text.
    public let isCertain: Bool?
    /// Where its data is, as the run that made it wrote down.
    public let data: String
}

/// Finds the adapters whose training data held some texts.
///
/// An adapter is installed out of its run's folder, whose manifest says where the data is. A file of
/// text is searched; of a corpus only the tokens are left, so it can only be named.
struct AdapterLineage {
    let adapters: AdapterShelf

    /// The adapters that learned from any of the texts, or may have.
    func find(_ texts: [String]) -> [LearnedFrom] {
        let traces = TextTraces(texts)
        guard let installed = try? adapters.list() else { return [] }
        return installed.compactMap { adapter in
            guard let data = data(of: adapter) else { return nil }
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: data, isDirectory: &isFolder)
            guard isThere, !isFolder.boolValue else {
                return LearnedFrom(adapter: adapter.name, isCertain: nil, data: data)
            }
            return traces.isFound(inFile: data)
                ? LearnedFrom(adapter: adapter.name, isCertain: true, data: data) : nil
        }
    }

    /// Where the data of an adapter is; nil where it was not trained here.
    private func data(of adapter: InstalledAdapter) -> String? {
        let manifest = URL(filePath: adapter.source).deletingLastPathComponent()
            .appending(path: "manifest.json")
        guard let bytes = FileManager.default.contents(atPath: manifest.path),
            let json = try? JSONValue(parsing: Array(bytes))
        else { return nil }
        return json["dataFile"]?.text
    }
}
