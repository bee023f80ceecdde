import AikiBase
import AikiPlanner
import Testing

/// Goal: the worked scenario comes out to the dollar, and so do the break-evens that its own numbers
/// have. Method: the sums done by hand here, beside the planner's.
@Suite struct AssistantScenarioTests {
    private let plan: Plan

    init() throws {
        plan = Planner(months: 36, draws: 500, seed: 1).plan(try Scenario.shipped("assistant"))
    }

    @Test func `the first year costs 240, 1820 and 1844 dollars`() {
        #expect(abs(plan.outlook(.cloud).firstYear - 12 * 20) < 1e-6)
        #expect(abs(plan.outlook(.local).firstYear - (500 + 1200 + 12 * 10)) < 1e-6)
        #expect(abs(plan.outlook(.hybrid).firstYear - (500 + 1200 + 12 * 10 + 12 * 2)) < 1e-6)
    }

    @Test func `each year after costs 240, 120 and 144 dollars`() throws {
        let cloudLater = try #require(plan.outlook(.cloud).laterYear)
        #expect(abs(cloudLater - 240) < 1e-6)
        let localLater = try #require(plan.outlook(.local).laterYear)
        #expect(abs(localLater - 120) < 1e-6)
        let hybridLater = try #require(plan.outlook(.hybrid).laterYear)
        #expect(abs(hybridLater - 144) < 1e-6)
    }

    @Test func `the break-evens are 17,7 and 14,2 years, beyond the life of the machine`() throws {
        let hybrid = try #require(plan.outlook(.hybrid).breakEvenMonths)
        let local = try #require(plan.outlook(.local).breakEvenMonths)
        #expect(abs(hybrid / 12 - 1700.0 / 96) < 1e-9)
        #expect(abs(local / 12 - 1700.0 / 120) < 1e-9)
        #expect(plan.lifeMonths == 60)
        #expect(plan.text.contains("17.7 years"))
        #expect(plan.text.contains("14.2 years"))
    }

    /// By hand: over 36 months local costs 1700 + 360, the cloud 0.02 a message.
    @Test func `it says do not buy, and what would flip that`() throws {
        #expect(plan.verdict.choice == .cloud)
        let flip = try #require(plan.flips.first { $0.assumption == .interactions })
        let flipsAt = try #require(flip.value)
        #expect(abs(flipsAt - 2060.0 / (0.02 * 36)) < 0.01)
        #expect(flip.option == .local)
        let inLife = try #require(plan.flipInLife?.value)
        #expect(abs(inLife - 2300.0 / (0.02 * 60)) < 0.01)
        #expect(plan.flipSentence.contains("94 messages a day"))
        // Not even a free machine repays fine-tuning and electricity in three years.
        let hardware = try #require(plan.flips.first { $0.assumption == .hardware })
        #expect(hardware.value == nil)
        let price = try #require(plan.flips.first { $0.assumption == .interactionPrice }?.value)
        #expect(abs(price - 2060.0 / 36_000) < 1e-6)
    }

    @Test func `JSON, text and page hold the same numbers`() {
        let options = plan.json["options"]
        #expect(options?["cloud"]?["first_year_dollars"]?.real == 240)
        #expect(options?["local"]?["first_year_dollars"]?.real == 1820)
        #expect(options?["hybrid"]?["first_year_dollars"]?.real == 1844)
        for number in ["$240", "$1,820", "$1,844", "$120", "$144"] {
            #expect(plan.text.contains(number))
            #expect(plan.html.contains(number))
        }
    }
}
