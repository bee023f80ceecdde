/// How long each phase of a call may take.
public struct CallTimeouts: Sendable, Equatable {
    /// To connect.
    public var connecting: Duration
    /// To begin an answer that is streamed.
    public var head: Duration
    /// To send an answer that is not streamed: nothing is heard of it until it is there.
    public var whole: Duration
    /// From the head of the answer to its first word; models that reason are silent for long.
    public var first: Duration
    /// Between two whole lines of a stream.
    public var between: Duration
    /// All of it.
    public var total: Duration

    /// Limits that a slow model of a healthy provider keeps.
    public init(
        connecting: Duration = .seconds(10), head: Duration = .seconds(120),
        whole: Duration = .seconds(600), first: Duration = .seconds(300),
        between: Duration = .seconds(120), total: Duration = .seconds(1800)
    ) {
        self.connecting = connecting
        self.head = head
        self.whole = whole
        self.first = first
        self.between = between
        self.total = total
    }

    /// The limit of a phase.
    func limit(_ phase: CallPhase, isStreamed: Bool) -> Duration {
        switch phase {
        case .connecting: connecting
        case .head: isStreamed ? head : whole
        case .first: isStreamed ? first : whole
        case .between: between
        case .total: total
        }
    }
}
