/// Chooses which files of a repository to fetch.
package struct HubSelection: Equatable {
    /// What the files are.
    enum Kind: Equatable {
        /// One GGUF model, maybe in parts; the first file is the one to open.
        case gguf
        /// A folder to import.
        case safetensors
    }

    let kind: Kind
    package let files: [HubFile]

    /// Quantisations in the order of preference where nobody asks for one.
    static let preferred = [
        "Q4_K_M", "Q8_0", "Q5_K_M", "Q4_0", "Q4_K_S", "Q6_K", "Q5_0", "IQ4_XS", "IQ4_NL", "Q5_1",
        "Q4_1", "Q3_K_M", "MXFP4", "BF16", "F16", "F32", "Q2_K",
    ]

    /// Chooses.
    ///
    /// - Throws: ``HubError/noModelFile(repository:wanted:found:)``.
    package init(_ files: [HubFile], _ reference: HubReference) throws(HubError) {
        let sets = Self.modelSets(files)
        if let wanted = reference.quantization {
            if let set = Self.first(sets, wanted) {
                (kind, self.files) = (.gguf, set)
                return
            }
            guard sets.isEmpty, let folder = Self.folderFiles(files) else {
                throw .noModelFile(
                    repository: reference.name, wanted: wanted, found: sets.map { $0[0].path })
            }
            (kind, self.files) = (.safetensors, folder)
            return
        }
        for name in Self.preferred {
            if let set = Self.first(sets, name) {
                (kind, self.files) = (.gguf, set)
                return
            }
        }
        if sets.count == 1 {
            (kind, self.files) = (.gguf, sets[0])
        } else if sets.isEmpty, let folder = Self.folderFiles(files) {
            (kind, self.files) = (.safetensors, folder)
        } else {
            throw .noModelFile(
                repository: reference.name, wanted: "GGUF or safetensors model",
                found: sets.map { $0[0].path })
        }
    }

    /// GGUF models, each with all its parts in order; sets that lack a part are left out.
    static func modelSets(_ files: [HubFile]) -> [[HubFile]] {
        var sets: [String: [HubFile]] = [:]
        for file in files where file.path.lowercased().hasSuffix(".gguf") {
            let name = file.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
            guard !name.hasPrefix("mmproj"), !name.contains("imatrix"), !name.hasPrefix("mtp-")
            else {
                continue
            }
            sets[part(file.path)?.stem ?? file.path, default: []].append(file)
        }
        return sets.sorted { $0.key < $1.key }.compactMap { _, files in
            let ordered = files.sorted { $0.path < $1.path }
            guard let count = part(ordered[0].path)?.count else { return ordered }
            let numbers = ordered.compactMap { part($0.path)?.number }
            return numbers == Array(1...count) ? ordered : nil
        }
    }

    /// The stem, number and count of `…-00001-of-00003.gguf`.
    private static func part(_ path: String) -> (stem: String, number: Int, count: Int)? {
        let pieces = path.dropLast(".gguf".count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard pieces.count >= 4, pieces[pieces.count - 2] == "of",
            pieces[pieces.count - 1].utf8.count == 5, pieces[pieces.count - 3].utf8.count == 5,
            let count = Int(pieces[pieces.count - 1]), let number = Int(pieces[pieces.count - 3]),
            number >= 1, count >= number
        else { return nil }
        return (pieces.dropLast(3).joined(separator: "-"), number, count)
    }

    /// The set whose file or folder name carries a quantisation as a whole word.
    private static func first(_ sets: [[HubFile]], _ name: String) -> [HubFile]? {
        sets.first { words(of: $0[0].path).contains(name.uppercased()) }
    }

    /// Words between dashes, dots and slashes; underscores belong to a word.
    private static func words(of path: String) -> Set<String> {
        Set(path.uppercased().split { "-./".contains($0) }.map(String.init))
    }

    /// What an importer needs of a folder; nil where there are no safetensors.
    private static func folderFiles(_ files: [HubFile]) -> [HubFile]? {
        let wanted: Set<String> = [
            "config.json", "generation_config.json", "tokenizer.json", "tokenizer.model",
            "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt",
            "vocab.json", "merges.txt", "chat_template.jinja", "chat_template.json",
            "model.safetensors.index.json", "1_Pooling/config.json", "modules.json",
        ]
        let weights = files.filter {
            !$0.path.contains("/") && $0.path.hasPrefix("model")
                && $0.path.hasSuffix(".safetensors")
        }
        guard !weights.isEmpty, files.contains(where: { $0.path == "config.json" }) else {
            return nil
        }
        return files.filter { wanted.contains($0.path) } + weights
    }
}
