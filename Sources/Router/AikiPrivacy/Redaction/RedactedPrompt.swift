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
    public func makeRestorer() -> Restorer { Restorer(replaced) }
}

extension RedactedPrompt: CustomStringConvertible {
    /// Counts alone: a prompt that is printed by mistake tells nothing.
    public var description: String { "RedactedPrompt(\(report.total) masked)" }
}
