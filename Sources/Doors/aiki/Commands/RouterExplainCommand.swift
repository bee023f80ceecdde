import AikiBase
import AikiDialogue
import AikiHouse
import AikiRouter
import AikiTurn
import ArgumentParser

/// `aiki router explain`.
struct RouterExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show what is seen in a question, and who would answer.",
        discussion: """
            Decides as for the first message of a conversation, with the models, prices and budgets \
            that are there, and asks nobody. `aiki why` tells of a turn that was taken.
            """)

    @Argument(help: "The question.")
    var question: String

    @Option(help: "Decide as where this model was asked for by name.")
    var model: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let explanation = try await HouseDoor.withHouse { house in
            try await house.turn.explain(
                TurnInput(text: question, door: "explain", model: model))
        }
        output.show(json(explanation), text: text(explanation))
    }

    private func json(_ explanation: RouteExplanation) -> JSONValue {
        let features = explanation.features
        return [
            "task": .string(features.taskClass.rawValue),
            "intent": features.intent.map(JSONValue.string) ?? .null,
            "complexity": .number(features.complexity),
            "sufficiency": features.sufficiency.map(JSONValue.number) ?? .null,
            "may_leave": .bool(features.mayLeave), "plan": explanation.plan.json,
            "policy": .string(features.policy.summary),
        ]
    }

    private func text(_ explanation: RouteExplanation) -> String {
        let (features, plan) = (explanation.features, explanation.plan)
        var table = TextTable(["", ""])
        table.add("Task", features.taskClass.rawValue)
        if let intent = features.intent { table.add("Intent", intent) }
        table.add("Complexity", "\((features.complexity * 100).rounded() / 100)")
        if let sufficiency = features.sufficiency {
            table.add("Local suffices", "\((sufficiency * 100).rounded() / 100)")
        }
        table.add("Goes to", plan.model)
        table.add("Rule", plan.rule.rawValue)
        for reason in plan.reasons { table.add("", reason) }
        for other in plan.alternatives { table.add("", "not \(other.model): \(other.reason)") }
        return table.text(output.console)
    }
}
