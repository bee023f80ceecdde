public import AikiDialogue

/// Makes a request fit to leave the machine; the only maker of ``RedactedPrompt``.
///
///     let redacted = try Redactor().redact(request, privacy: .personal, policy: policy)
///     var restorer = redacted.makeRestorer()
///
/// Every field that a provider may see is looked through: texts, reasoning, names, ids, tools and
/// their schemas, arguments, stop strings, the answer's form. What only we need (who asks, adapters,
/// variables of a local template but for how hard to think) is dropped.
///
/// - Complexity: O(bytes of the request).
public struct Redactor: Sendable {
    /// Makes a redactor.
    public init() {}

    /// Masks a request.
    ///
    /// - Parameters:
    ///   - request: what is to be sent.
    ///   - privacy: the class of the most private thing in it.
    ///   - policy: what may leave and what is masked.
    /// - Returns: the masked request, which can put the originals back.
    /// - Throws: ``PrivacyError/staysHere(_:)`` where the class may not leave;
    ///   ``PrivacyError/unreadablePrompt`` for token ids, which cannot be looked through;
    ///   ``PrivacyError/imagesStay(count:)`` for images, unless the policy lets them leave as they are.
    public func redact(
        _ request: GenerationRequest, privacy: PrivacyClass, policy: PrivacyPolicy
    ) throws(PrivacyError) -> RedactedPrompt {
        guard policy.mayLeave(privacy) else { throw .staysHere(privacy) }
        var pass = RedactionPass(policy: policy, privacy: privacy)
        let masked = try pass.mask(request)
        let report = RedactionReport(
            privacy: privacy, counts: pass.table.counts, values: pass.table.values)
        return RedactedPrompt(request: masked, report: report, replaced: pass.table)
    }
}
