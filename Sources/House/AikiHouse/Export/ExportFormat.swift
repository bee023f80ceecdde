/// What a model or an adapter is exported as.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// A folder as Hugging Face lays it out (of an adapter: as PEFT does).
    case safetensors
    /// One GGUF file, as llama.cpp reads it.
    case gguf
}

/// What an export made.
public struct ExportReport: Sendable, Equatable {
    /// The files.
    public let paths: [String]
    /// Bytes of them.
    public let byteCount: Int64
    /// What a person should know.
    public let notes: [String]
}
