public import AikiRouter
import AikiLedger
import Foundation

extension HouseHome {
    /// The rule by which questions stay here or go to a provider, as the settings say.
    ///
    /// - Throws: ``HouseError`` naming a task that there is none of.
    public func routePolicy() throws(HouseError) -> RoutePolicy {
        var policy = RoutePolicy()
        policy.complexityMax = Double(settings.integer("router.local_below_percent")) / 100
        policy.sufficiencyMin = Double(settings.integer("router.sufficient_from_percent")) / 100
        policy.urgentWithin = .milliseconds(settings.integer("router.urgent_milliseconds"))
        policy.escalates = settings.boolean("router.escalates")
        policy.localTasks = try tasks("router.local_tasks")
        policy.externalTasks = try tasks("router.external_tasks")
        policy.localIntents = Set(settings.texts("router.local_intents"))
        policy.externalIntents = Set(settings.texts("router.external_intents"))
        for task in try tasks("router.strong_tasks") { policy.tiers[task] = .strong }
        for task in try tasks("router.cheap_tasks") { policy.tiers[task] = .cheap }
        return policy
    }

    /// When the answer of a local model is given to a provider's.
    var doubts: ConfidenceCascade.Thresholds {
        var doubts = ConfidenceCascade.Thresholds()
        doubts.beginningMin = logarithm("router.sure_beginning_percent")
        doubts.windowMin = logarithm("router.sure_window_percent")
        return doubts
    }

    /// How far two samples of a local answer must agree; nil where only one is asked for.
    var agreementMin: Double? {
        let percent = settings.integer("router.agreement_percent")
        return percent == 0 ? nil : Double(percent) / 100
    }

    /// Which turns are put to a model of the other side too.
    var shadows: ShadowPolicy {
        ShadowPolicy(share: Double(settings.integer("ledger.shadow_percent")) / 100)
    }

    /// The natural logarithm of a probability; of none, less than any token has.
    private func logarithm(_ name: String) -> Double {
        log(max(1e-12, Double(settings.integer(name)) / 100))
    }

    private func tasks(_ name: String) throws(HouseError) -> Set<TaskClass> {
        var tasks: Set<TaskClass> = []
        for word in settings.texts(name) {
            guard let task = TaskClass(rawValue: word) else {
                let all = TaskClass.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalidSetting(
                    name: name, value: "'\(word.prefix(40))'", place: "aiki.toml",
                    expected: "any of \(all)")
            }
            tasks.insert(task)
        }
        return tasks
    }
}
