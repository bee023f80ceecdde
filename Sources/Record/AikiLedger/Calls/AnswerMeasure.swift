import AikiBase
public import AikiDialogue

/// What is to be known of an answer to count and record it: how much was written, and how it ended.
public struct AnswerMeasure: Sendable {
    /// Bytes of text and reasoning.
    public private(set) var bytes = 0
    /// How the model ended it; nil where it did not.
    public private(set) var completion: Completion?

    /// Measures nothing yet.
    public init() {}

    /// Takes an event of the answer.
    public mutating func take(_ event: GenerationEvent) {
        switch event {
        case .prefill: break
        case .delta(let delta): bytes += delta.text.utf8.count + delta.reasoning.utf8.count
        case .finished(let completion): self.completion = completion
        }
    }

    /// How the call ended, for the till.
    ///
    /// - Parameter failure: what ended it where the model did not.
    /// - Returns: what the till counts by.
    public func ending(_ failure: (any Error)?) -> Till.Ending {
        if let completion {
            return .completed(
                completion.usage, completion.remote, answerBytes: bytes + completion.callBytes)
        }
        if failure is CancellationError { return .cancelled(answerBytes: bytes) }
        // What is no error of a provider came from this side of the wire; once something was written,
        // it was charged for.
        return .failed(
            mayBeCharged: bytes > 0 || (failure as? any RemoteModelError)?.mayBeCharged == true)
    }

    /// How the call ended, for the record.
    public func outcome(_ failure: (any Error)?) -> TurnOutcome {
        if let completion { return TurnOutcome(completion.reason) }
        return failure is CancellationError ? .cancelled : .failed
    }

    /// The stable name of what ended the call; nil where that is no failure.
    public func errorCode(_ failure: (any Error)?) -> String? {
        guard outcome(failure) == .failed, let failure else { return nil }
        return (failure as? any AikiError)?.code ?? "ledger.unexpected"
    }
}

extension Completion {
    /// Bytes of the names and arguments that tools are called with.
    fileprivate var callBytes: Int {
        toolCalls.reduce(0) { sum, call in
            let arguments = call.arguments.text ?? call.arguments.encoded()
            return sum + call.name.utf8.count + arguments.utf8.count
        }
    }
}
