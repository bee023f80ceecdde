public import AikiDialogue

/// A request that may leave the machine: what is personal in it has been masked.
///
/// Only ``Redactor`` makes one, so that sending anything else to a provider does not compile. The
/// originals stay inside: they are given out only by a ``Restorer``.
public struct RedactedPrompt: Sendable {
    /// The request as it may be sent.
    public let request: GenerationRequest
    /// What was masked, without the originals.
    public let report: RedactionReport

    let replaced: PlaceholderTable

    init(request: GenerationRequest, report: RedactionReport, replaced: PlaceholderTable) {
        self.request = request
        self.report = report
        self.replaced = replaced
    }

    /// What puts originals back into one stream of an answer.
    ///
    /// - Note: an answer and its reasoning are two streams; each needs its own.
    /// - Parameter escapesJSON: whether the stream is JSON, in which a line break or a quotation mark of an
    ///   original has to be escaped.
    /// - Returns: one that has seen nothing yet.
    public func makeRestorer(escapesJSON: Bool = false) -> Restorer {
        Restorer(replaced, escapesJSON: escapesJSON)
    }
}

extension RedactedPrompt: CustomStringConvertible {
    /// Counts alone: a prompt that is printed by mistake tells nothing.
    public var description: String { "RedactedPrompt(\(report.total) masked)" }
}
