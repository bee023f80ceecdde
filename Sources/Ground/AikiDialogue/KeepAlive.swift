/// How long a model stays in memory after its last answer.
public enum KeepAlive: Sendable, Equatable {
    /// So long; zero lets it go at once.
    case after(Duration)
    /// Until something else needs the memory.
    case forever
}
