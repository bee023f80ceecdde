public import AikiBase
public import AikiRouter

/// How the router did on labelled data.
public struct RouterReport: Sendable, Equatable {
    /// On questions of subjects that it had not seen, by each way of cutting them; empty where there were
    /// no questions.
    public var bySubject: [RoutingTrial.Report] = []
    /// On questions that it had not seen, of subjects that it had.
    public var atRandom: [RoutingTrial.Report] = []
    /// How long a decision takes; nil where there were no questions.
    public var timing: DecisionTiming?
    /// Telling intents apart, and from what is none.
    public var scope: IntentTrial.Scope?
    /// The share of intents told right, of texts cut into parts.
    public var accuracy: Double?

    var isEmpty: Bool {
        bySubject.isEmpty && atRandom.isEmpty && scope == nil && accuracy == nil
    }

    init() {}

    mutating func judge(
        _ questions: [RoutingTrial.Question], seed: UInt64, splits: Int,
        _ progress: ProgressHandler?
    ) {
        let trial = RoutingTrial(questions, seed: seed)
        func tell(_ start: Int) -> (Int) -> Void {
            {
                progress?(
                    WorkProgress(
                        label: "routing", done: Int64(start + $0),
                        total: Int64(2 * splits * RoutingTrial.parts)))
            }
        }
        bySubject = trial.run(bySubject: true, splits: splits, progress: tell(0))
        atRandom = trial.run(
            bySubject: false, splits: splits, progress: tell(splits * RoutingTrial.parts))
    }

    mutating func judgeScopes(
        _ parts: [String: [IntentTrial.Text]], seed: UInt64, _ progress: ProgressHandler?
    ) {
        progress?(WorkProgress(label: "intents and what is none", done: 0, total: 1))
        scope = IntentTrial(seed: seed).scope(
            training: parts["train"] ?? [],
            validation: (parts["val"] ?? [], parts["oos_val"] ?? []),
            test: (parts["test"] ?? [], parts["oos_test"] ?? []))
        progress?(WorkProgress(label: "intents and what is none", done: 1, total: 1))
    }

    mutating func judge(
        _ texts: [IntentTrial.Text], seed: UInt64, _ progress: ProgressHandler?
    ) {
        accuracy = IntentTrial(seed: seed).accuracy(texts) {
            progress?(
                WorkProgress(
                    label: "intents", done: Int64($0), total: Int64(IntentTrial.parts)))
        }
    }

    /// The report for programs.
    public var json: JSONValue {
        var object: JSONObject = [:]
        for (name, reports) in [("by_subject", bySubject), ("at_random", atRandom)]
        where !reports.isEmpty {
            func mean(_ number: (RoutingTrial.Report) -> Double) -> JSONValue {
                .number(reports.mean(number))
            }
            object[name] = [
                "apgr": mean { $0.whole.average },
                "apgr_of_splits": .array(reports.map { .number($0.whole.average) }),
                "apgr_mean_of_parts": mean { $0.partsAverage },
                "share_at_80": mean { $0.whole.shareAt80 },
                "share_at_95": mean { $0.whole.shareAt95 },
                "calibration_error": mean { $0.calibrationError },
            ]
        }
        if let timing { object["decision_milliseconds"] = timing.json }
        if let scope {
            object["scope"] = [
                "accuracy": .number(scope.accuracy),
                "outside_recall": .number(scope.outsideRecall),
                "inside_kept": .number(scope.insideKept),
                "validated_precision": .number(scope.validatedPrecision),
                "validated_outside_recall": .number(scope.validatedRecall),
            ]
        }
        if let accuracy { object["intents"] = ["accuracy": .number(accuracy)] }
        return .object(object)
    }
}

extension [RoutingTrial.Report] {
    /// The mean of a number over the ways of cutting.
    public func mean(_ number: (RoutingTrial.Report) -> Double) -> Double {
        reduce(0) { $0 + number($1) } / Double(Swift.max(1, count))
    }
}
