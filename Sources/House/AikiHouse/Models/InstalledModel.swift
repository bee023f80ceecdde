/// A model that is installed.
public struct InstalledModel: Sendable, Equatable {
    /// The name it is asked by.
    public let name: String
    /// Tells it from an earlier model of the same name.
    let version: String
    /// The file to open.
    public let path: String
    /// Bytes of all its files.
    public let byteCount: Int64
    /// When it was installed, in seconds since 1970.
    public let createdSeconds: Int
    /// The architecture's name in GGUF; empty where the file does not say.
    public let architecture: String
    /// What most of its weights are stored as.
    public let quantization: String
    /// The longest sequence it was made for, where the file says so.
    public let contextTokensMax: Int?
    /// Whether it turns texts into vectors and writes nothing.
    public let isEmbedder: Bool
    /// Whether it has a chat template; without one it goes on with text and cannot chat.
    public let canChat: Bool
    /// Where it comes from; empty where nobody knows.
    public let source: String
}
