/// Where long work stands; sent to whoever shows it.
public struct WorkProgress: Sendable, Equatable {
    /// What is being done, as a person would say it: `quantizing blk.3.ffn_up.weight`.
    public var label: String
    /// Units done so far.
    public var done: Int64
    /// Units in all; nil where nobody knows.
    public var total: Int64?
    /// What the units are.
    public var unit: Unit

    /// What is counted.
    public enum Unit: Sendable, Equatable {
        /// Bytes, shown as MiB or GiB.
        case bytes
        /// Anything else that is counted.
        case items
    }

    /// Describes where the work stands.
    public init(label: String, done: Int64, total: Int64?, unit: Unit = .items) {
        self.label = label
        self.done = done
        self.total = total
        self.unit = unit
    }
}

/// Receives progress; called from the thread that works, so it must be quick.
public typealias ProgressHandler = @Sendable (WorkProgress) -> Void
