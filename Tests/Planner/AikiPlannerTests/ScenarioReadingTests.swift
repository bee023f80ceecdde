import AikiPlanner
import Testing

/// Goal: a scenario says what is wrong with it. Method: each mistake, and the limits on both sides.
@Suite struct ScenarioReadingTests {
    private static let use = "[use]\ninteractions_per_month = 10\n"

    @Test(arguments: [
        ("x = 1", "planner.unknown-key"), ("[cloud]\nbill = 3", "planner.unknown-key"),
        ("[local]\nlife_years = 0", "planner.invalid-value"),
        ("[local]\nlife_years = \"long\"", "planner.invalid-value"),
        ("[local]\nlife_years = { value = 5, low = 6 }", "planner.invalid-value"),
        ("[local]\nlife_years = { value = 5, most = 6 }", "planner.invalid-value"),
        ("[local]\nlife_years = { low = 5 }", "planner.invalid-value"),
        ("[need]\ndeepest_layer = \"soul\"", "planner.invalid-value"),
        ("[need]\ncannot_be_hosted = 1.01", "planner.invalid-value"),
        ("[cloud]\nbill_per_month = 3\ndollars_per_interaction = 1", "planner.invalid-value"),
        ("[cloud", "planner.malformed-scenario"),
    ])
    func `a mistake is named`(text: String, code: String) {
        do {
            _ = try Scenario(toml: Self.use + text, path: "a.toml")
            Issue.record("read: \(text)")
        } catch {
            #expect(error.code == code, "\(error)")
            #expect(!error.hint.isEmpty && error.message.contains("a.toml"))
        }
    }

    @Test func `what it cannot do without is asked for`() {
        #expect(
            throws: PlannerError.keyRequired(path: "a", key: "use.interactions_per_month")
        ) { try Scenario(toml: "name = \"a\"", path: "a") }
    }

    @Test func `a file may have its limit of bytes and not one more`() throws {
        let text = Self.use + "#"
        let filled = text + String(repeating: "x", count: Scenario.bytesMax - text.utf8.count)
        #expect(throws: Never.self) { try Scenario(toml: filled, path: "a") }
        #expect(throws: PlannerError.tooLarge(path: "a", limit: Scenario.bytesMax)) {
            try Scenario(toml: filled + "x", path: "a")
        }
    }

    @Test func `ranges are taken as given, and made where only a value is given`() throws {
        let scenario = try Scenario(
            toml: Self.use
                + "[local]\nhardware_dollars = 1000\nlife_years = { value = 4, low = 3 }",
            path: "a")
        #expect(scenario.estimate(.hardwareLife) == Estimate(4, from: 3, to: 4))
        #expect(scenario.estimate(.hardware).low == 900)
        #expect(abs(scenario.estimate(.hardware).high - 1150) < 1e-9)
    }

    @Test func `an unknown scenario names those there are`() {
        #expect(
            throws: PlannerError.scenarioNotFound(
                name: "moon", known: ["assistant", "paradigm", "sport"])
        ) { try Scenario.shipped("moon") }
    }
}
