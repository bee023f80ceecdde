import AikiBase
import AikiDialogue
import AikiLedger
import AikiMemory
import AikiMind
import AikiRouter
import Foundation

/// A question that is put to a model of the other side too, to know how that would have done.
struct ShadowOrder: Sendable {
    let plan: RoutePlan
    let beside: String
    let answer: String
    let context: ContextRequest
    let settings: TurnSettings
    let scope: String
    let privacy: PrivacyClass
    let report: TurnReport
}

extension Turn {
    /// What is to be asked beside a turn: of a stated share of those that a router decided, a usable
    /// model of the other side.
    func shadow(
        _ choice: ModelChoice, _ choices: ModelChoices, _ input: TurnInput,
        _ received: ReceivedTurn, _ answer: TurnAnswer, _ report: TurnReport
    ) -> ShadowOrder? {
        guard let policy = chooser.routing?.shadows, choice.plan.rule != .requested,
            policy.takes(report.turn.text), answer.bytes > 0
        else { return nil }
        let sides = choices.features.candidates.reduce(into: [:]) { $0[$1.name] = $1.isLocal }
        let other = choice.plan.alternatives.first {
            $0.isUsable && sides[$0.model] == !choice.model.profile.isLocal
        }
        var features = choices.features
        features.requestedModel = other?.model
        guard other != nil, let plan = try? Router.plan(features) else { return nil }
        return
            ShadowOrder(
                plan: plan, beside: choice.plan.model, answer: answer.text,
                context: choices.request, settings: input.settings, scope: received.scope,
                privacy: received.privacy, report: report)
    }

    /// Asks it, within the budget, and records what it took and how far the answers agree; no word of
    /// them is kept.
    func run(_ order: ShadowOrder) async {
        do {
            let name = order.plan.model
            let model = try await chooser.models.languageModel(named: name)
            let context = try await chooser.composer.compose(order.context, for: model)
            let choice = ModelChoice(
                plan: order.plan, model: model, context: context, hasSides: false)
            let received = ReceivedTurn(
                report: order.report, context: order.context, privacy: order.privacy,
                scope: order.scope)
            var answer = TurnAnswer()
            let call = await call(choice, order.settings, received, &answer) { _ in }
            // Where the budget has no room nobody was asked, and there is nothing to record.
            guard call.ticket != nil else { return }
            var sample = ended(call, choice, order.report)
            sample.entry.kind = .shadow
            sample.entry.decision = [
                "model": .string(name), "rule": "shadow", "beside": .string(order.beside),
                "agreement": .number(ConfidenceCascade.agreement(order.answer, answer.text)),
            ]
            let (till, ledger, recorded) = (till, ledger, sample)
            _ = try await log.write { try ledger.append(recorded, till: till, in: $0) }
        } catch {
            // A sample that cannot be taken is none; what it held stays held until it is released.
        }
    }
}
