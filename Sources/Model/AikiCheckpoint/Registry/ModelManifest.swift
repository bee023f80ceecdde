public import AikiBase
public import Foundation

/// What is known of a model that is kept: where it comes from and what it was made of.
///
/// Stored as `manifest.json` beside the model's files. Fields that a later version adds are kept
/// when an older one writes the manifest again.
public struct ModelManifest: Sendable, Equatable {
    /// One file of a model.
    public struct File: Sendable, Equatable {
        /// The name in the model's folder.
        public let name: String
        /// Its size in bytes.
        public let byteCount: Int
        /// Its SHA-256 in lower-case hexadecimal.
        public let sha256: String
    }

    /// The version of this layout.
    public static let formatVersion = 1

    /// The model's name, which is its folder's.
    public internal(set) var name: String
    /// The model's files; the first is the one to open.
    public internal(set) var files: [File]
    /// When it was added.
    public internal(set) var added: Date
    /// Where it comes from, such as `hf.co/org/repo:Q4_K_M`.
    public var source: String?
    /// Its licence, such as `apache-2.0`.
    public var license: String?
    /// The name of the model it was made from.
    public var parent: String?
    /// A hash of the data it was trained on.
    public var dataHash: String?
    /// What the gate measured before promotion, by the gate's own names.
    public var gateResults = JSONObject()
    /// Fields that this version does not know.
    var others = JSONObject()

    init(name: String, files: [File], added: Date) {
        self.name = name
        self.files = files
        self.added = added
    }

    /// Bytes of all files.
    public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }
}

extension ModelManifest {
    private static let knownKeys: Set<String> = [
        "format", "name", "files", "added", "source", "license", "parent", "dataHash",
        "gateResults",
    ]

    /// Reads a manifest.
    init(_ json: JSONValue, path: String) throws(CheckpointError) {
        func broken(_ reason: String) -> CheckpointError {
            .brokenManifest(path: path, reason: reason)
        }
        guard let object = json.object else { throw broken("it is no JSON object") }
        guard let format = json["format"]?.wholeNumber, format == Self.formatVersion else {
            throw broken("its format is not \(Self.formatVersion)")
        }
        guard let name = json["name"]?.text else { throw broken("it has no name") }
        guard let date = json["added"]?.text.flatMap({ try? Date($0, strategy: .iso8601) }) else {
            throw broken("added is no date")
        }
        var files: [File] = []
        for entry in json["files"]?.elements ?? [] {
            guard let file = entry["name"]?.text, ModelName.isPlainFile(file),
                let bytes = entry["bytes"]?.wholeNumber, bytes >= 0,
                let hash = entry["sha256"]?.text
            else { throw broken("a file has no name, bytes or sha256") }
            files.append(File(name: file, byteCount: bytes, sha256: hash))
        }
        guard !files.isEmpty else { throw broken("it names no files") }
        self.init(name: name, files: files, added: date)
        source = json["source"]?.text
        license = json["license"]?.text
        parent = json["parent"]?.text
        dataHash = json["dataHash"]?.text
        gateResults = json["gateResults"]?.object ?? JSONObject()
        others = JSONObject(object.pairs.filter { !Self.knownKeys.contains($0.key) })
    }

    /// The manifest as JSON.
    public var json: JSONValue {
        var object: JSONObject = [
            "format": .integer(Int64(Self.formatVersion)), "name": .string(name),
            "added": .string(added.formatted(.iso8601)),
            "files": .array(
                files.map {
                    [
                        "name": .string($0.name), "bytes": .integer(Int64($0.byteCount)),
                        "sha256": .string($0.sha256),
                    ]
                }),
        ]
        for (key, value) in [
            ("source", source), ("license", license), ("parent", parent), ("dataHash", dataHash),
        ] {
            if let value { object[key] = .string(value) }
        }
        if !gateResults.isEmpty { object["gateResults"] = .object(gateResults) }
        for (key, value) in others.pairs { object[key] = value }
        return .object(object)
    }
}
