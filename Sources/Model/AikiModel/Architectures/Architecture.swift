/// How one family of models is built from its file: one conforming type a file, no state.
package protocol Architecture: Sendable {
    /// The name in `general.architecture`.
    static var name: String { get }
    /// Reads the settings and lays out the operations.
    ///
    /// - Throws: ``ModelError`` where the file does not hold together.
    static func build(_ source: ModelSource) throws(ModelError) -> ModelBlueprint
}

/// What an architecture makes of a file.
package struct ModelBlueprint: Sendable {
    /// The operations.
    package var graph: ModelGraph
    /// The numbers that shape caches and masks.
    package var shape: DecoderShape
    /// How an embedder pools; nil for models that generate.
    package var pooling: Pooling?
}

/// The architectures that are built here, by their names in GGUF.
package enum ArchitectureRegistry {
    /// Every architecture, in the order of their names.
    package static let all: [any Architecture.Type] = [
        Bert.self, Gemma3.self, Llama.self, Phi3.self, Qwen2.self, Qwen3.self, Qwen3MoE.self,
        SmolLM3.self,
    ]

    /// The architecture of a name.
    ///
    /// - Throws: ``ModelError/unknownArchitecture(name:known:)``.
    package static func find(_ name: String) throws(ModelError) -> any Architecture.Type {
        for architecture in all where architecture.name == name { return architecture }
        throw .unknownArchitecture(name: name, known: names)
    }

    /// Their names.
    package static var names: [String] { all.map { $0.name } }
}
