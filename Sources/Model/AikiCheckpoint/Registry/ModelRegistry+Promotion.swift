import AikiBase
import Foundation

extension ModelRegistry {
    /// The name of the promoted model, nil where none was promoted.
    ///
    /// - Throws: ``CheckpointError/brokenManifest(path:reason:)`` where the pointer cannot be read.
    public func promotedName() throws(CheckpointError) -> String? {
        try pointer()?["name"]?.text
    }

    /// The name of the model that was promoted before, to go back to.
    public func previousPromotedName() throws(CheckpointError) -> String? {
        try pointer()?["previous"]?.text
    }

    /// Makes a model the promoted one, in one atomic step.
    ///
    /// - Throws: ``CheckpointError/modelNotFound(name:known:)``,
    ///   ``CheckpointError/brokenManifest(path:reason:)``.
    public func promote(_ name: String) throws(CheckpointError) {
        _ = try manifest(of: name)
        // A pointer that cannot be read is no reason to refuse a new one.
        let previous = (try? promotedName()) ?? nil
        var object: JSONObject = ["name": .string(name)]
        if let previous, previous != name { object["previous"] = .string(previous) }
        let text = JSONValue.object(object).encoded(.pretty) + "\n"
        do {
            try AtomicFile.write(Data(text.utf8), to: pointerURL)
        } catch {
            throw .unwritable(path: pointerURL.path, reason: error.localizedDescription)
        }
    }

    private var pointerURL: URL { folder.appending(path: Self.pointerName) }

    private func pointer() throws(CheckpointError) -> JSONValue? {
        let path = pointerURL.path
        let json: JSONValue?
        do {
            json = try JSONFile.readIfPresent(path, bytesMax: Self.manifestBytesMax)
        } catch {
            throw .brokenManifest(path: path, reason: error.message)
        }
        guard let json else { return nil }
        guard let name = json["name"]?.text, (try? ModelName.check(name)) != nil else {
            throw .brokenManifest(path: path, reason: "it names no model")
        }
        return json
    }
}
