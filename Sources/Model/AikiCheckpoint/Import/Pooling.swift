import AikiBase
import Foundation

/// How an embedder makes one vector of many; raw values are those of GGUF.
enum Pooling: Int {
    case none = 0
    case mean = 1
    case firstToken = 2
    case lastToken = 3

    /// Reads what sentence-transformers says; the mean where it says nothing.
    ///
    /// `modules.json` names the folder of the pooling step, usually `1_Pooling`.
    /// Steps other than the transformer, pooling and normalising would change the vector and are
    /// refused.
    static func read(folder: URL) throws(CheckpointError) -> Pooling {
        try checkSteps(folder.appending(path: "modules.json").path)
        let path = folder.appending(path: "1_Pooling/config.json").path
        guard let json = try JSONFile.readIfPresent(path, bytesMax: 1 << 20) else { return .mean }
        let configuration = ImportConfiguration(file: path, json: json)
        var chosen: [Pooling] = []
        for (key, value) in json.object?.pairs ?? [] where key.hasPrefix("pooling_mode") {
            if key == "pooling_mode", let name = value.text {
                chosen += [try named(name, key, configuration)]
            } else if value.truth == true {
                chosen += [
                    try named(String(key.dropFirst("pooling_mode_".count)), key, configuration)
                ]
            }
        }
        guard chosen.count <= 1 else { throw configuration.unsupported("pooling_mode") }
        return chosen.first ?? .mean
    }

    private static func checkSteps(_ path: String) throws(CheckpointError) {
        let steps = try JSONFile.readIfPresent(path, bytesMax: 1 << 20)
        for step in steps?.elements ?? [] {
            let type = step["type"]?.text ?? ""
            guard ["Transformer", "Pooling", "Normalize"].contains(where: type.hasSuffix) else {
                throw .unsupportedField(file: path, field: "type", value: type)
            }
        }
    }

    private static func named(
        _ name: String, _ key: String, _ configuration: ImportConfiguration
    ) throws(CheckpointError) -> Pooling {
        switch name {
        case "mean_tokens", "mean": .mean
        case "cls_token", "cls": .firstToken
        case "lasttoken": .lastToken
        default: throw configuration.unsupported(key)
        }
    }
}
