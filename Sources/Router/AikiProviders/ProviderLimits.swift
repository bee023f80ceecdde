/// What is taken from a provider.
public enum ProviderLimits {
    /// Bytes of an answer, as they come over the network.
    public static let answerBytesMax = 64 << 20
    /// Bytes of an answer that reports an error.
    public static let errorBytesMax = 64 << 10
    /// Bytes of a list of models.
    public static let listBytesMax = 16 << 20
    /// Connections to one provider at a time.
    public static let connectionsMax = 512
}
