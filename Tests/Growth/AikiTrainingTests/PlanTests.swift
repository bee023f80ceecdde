import AikiTraining
import Foundation
import Testing

/// Goal: schedules and shapes follow their rules. Method: the rules, computed by hand.
@Suite struct PlanTests {
    @Test func `Schedules rise, stay and fall as they say`() {
        let constant = LearningSchedule(.constant, steps: 10, warmupSteps: 4)
        #expect((0..<6).map { constant.factor(step: $0) } == [0.25, 0.5, 0.75, 1, 1, 1])
        let linear = LearningSchedule(.linear, steps: 10, finalFactor: 0.5)
        #expect(linear.factor(step: 0) == 1)
        #expect(linear.factor(step: 10) == 0.5)
        #expect(abs(linear.factor(step: 5) - 0.75) < 1e-12)
        let cosine = LearningSchedule(.cosine, steps: 8)
        #expect(abs(cosine.factor(step: 4) - 0.5) < 1e-12)
        #expect(abs(cosine.factor(step: 2) - (0.5 + 0.5 * cos(.pi / 4))) < 1e-12)
        let stable = LearningSchedule(.stable, steps: 100, decayShare: 0.2)
        #expect(stable.factor(step: 79) == 1)
        #expect(abs(stable.factor(step: 90) - 0.5) < 1e-12)
        #expect(abs(stable.factor(step: 100)) < 1e-12)
    }

    @Test(arguments: 1...16) func `A depth makes a model whose parameters are counted right`(
        depth: Int
    ) {
        for family in ModelShape.Family.allCases {
            var shape = ModelShape(
                family: family, depth: depth, vocabulary: 4096, contextTokens: 256)
            #expect(shape.headWidth == 64)
            #expect(shape.feedForward * 3 >= shape.width * 8)
            let tied = shape.parameterCount
            shape.isTied = false
            #expect(shape.parameterCount - tied == 4096 * shape.width)
            #expect((try? shape.check()) != nil)
        }
    }

    @Test func `Shapes that no model has are refused by name`() {
        var shape = ModelShape(depth: 2, vocabulary: 10, contextTokens: 8)
        shape.keyValueHeads = 3
        #expect(throws: TrainingError.self) { try shape.check() }
        shape = ModelShape(depth: 0, vocabulary: 10, contextTokens: 8)
        #expect(throws: TrainingError.self) { try shape.check() }
    }

    @Test func `Curves are drawn with all their lines, also of one point or none`() {
        #expect(LossCurve(title: "none", []).text().isEmpty)
        let one = LossCurve(title: "a<b", [.init("x", [.init(step: 1, loss: 2)])])
        #expect(one.svg.contains("a&lt;b") && one.svg.hasSuffix("</svg>"))
        #expect(one.text().contains("·"))
        let points = (1...5000).map { RunLog.Point(step: $0, loss: 10 / Double($0)) }
        let curve = LossCurve(title: "run", [.init("training", points), .init("none", [])])
        #expect(curve.svg.utf8.count < 40_000)
        #expect(curve.text(width: 40, height: 8).split(separator: "\n").count == 8)
    }
}
