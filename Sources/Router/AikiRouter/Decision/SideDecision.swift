/// Whether a local model or a provider's answers, by which rule, and why.
struct SideDecision {
    let isLocal: Bool
    let rule: RoutePlan.Rule
    let reason: String

    /// The first rule that holds decides.
    init(_ features: RouteFeatures) {
        let policy = features.policy
        let local = features.candidates.filter(\.isLocal)
        let missing = features.needs.filter { need in
            local.allSatisfy { $0.abilities.map { !$0.contains(need) } ?? false }
        }
        let complexity = Self.text(features.complexity)
        let limit = Self.text(policy.complexityMax)
        let task = features.taskClass.rawValue
        if !features.mayLeave {
            self.init(true, .staysHere, "It may not leave this machine.")
        } else if let doubt = features.doubt {
            self.init(false, .escalated, doubt)
        } else if !missing.isEmpty, !local.isEmpty {
            let needs = missing.map(\.rawValue).sorted().joined(separator: ", ")
            self.init(false, .hard, "It needs \(needs), which no local model has.")
        } else if let deadline = features.deadline, deadline <= policy.urgentWithin {
            self.init(true, .urgent, "It is needed at once, and what is local answers at once.")
        } else if let intent = features.intent, policy.localIntents.contains(intent) {
            self.init(true, .taskPolicy, "What is about '\(intent)' stays here.")
        } else if let intent = features.intent, policy.externalIntents.contains(intent) {
            self.init(false, .taskPolicy, "What is about '\(intent)' goes to a provider.")
        } else if policy.localTasks.contains(features.taskClass) {
            self.init(true, .taskPolicy, "Tasks of the kind '\(task)' stay here.")
        } else if policy.externalTasks.contains(features.taskClass) {
            self.init(false, .taskPolicy, "Tasks of the kind '\(task)' go to a provider.")
        } else if let sufficiency = features.sufficiency {
            let isLocal = sufficiency >= policy.sufficiencyMin
            let share = Self.text(sufficiency)
            let bound = Self.text(policy.sufficiencyMin)
            self.init(
                isLocal, isLocal ? .sufficient : .hard,
                "A local answer suffices with a likelihood of \(share); \(bound) is enough.")
        } else if features.complexity < policy.complexityMax {
            self.init(true, .simple, "Its complexity of \(complexity) is below \(limit).")
        } else {
            self.init(false, .hard, "Its complexity of \(complexity) is not below \(limit).")
        }
    }

    private init(_ isLocal: Bool, _ rule: RoutePlan.Rule, _ reason: String) {
        self.isLocal = isLocal
        self.rule = rule
        self.reason = reason
    }

    private static func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
