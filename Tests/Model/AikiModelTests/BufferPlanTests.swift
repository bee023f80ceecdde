import AikiModel
import Testing

/// Goal: values that are needed at the same time never share memory. Method: walk every fixture's
/// graph and compare the columns of all values alive at each operation.
struct BufferPlanTests {
    @Test(arguments: ArchitectureFixture.generators + ArchitectureFixture.embedders)
    func livingValuesNeverOverlap(name: String) throws {
        let model = try ArchitectureFixture(name).model
        let graph = model.graph
        var lastUse: [ValueID: Int] = [graph.result: graph.operations.count]
        for (index, operation) in graph.operations.enumerated() {
            for input in operation.inputs { lastUse[input] = max(lastUse[input] ?? 0, index) }
        }
        var alive: Set<ValueID> = []
        for (index, operation) in graph.operations.enumerated() {
            alive = alive.filter { (lastUse[$0] ?? 0) >= index }
            for other in alive where overlaps(model, operation.output, other) {
                let isOverwritten =
                    operation.kind.overwritesInput
                    && other == operation.inputs.first && lastUse[other] == index
                #expect(isOverwritten, "\(operation.kind) writes over a value in use")
            }
            alive.insert(operation.output)
        }
    }

    @Test func memoryDoesNotGrowWithTheLayers() throws {
        let model = try ArchitectureFixture("gemma3").model
        let all = model.graph.values.filter { $0.rows == .tokens }.reduce(0) { $0 + $1.width }
        #expect(model.plan.tokenColumns * 4 < all)
    }

    private func overlaps(_ model: Model, _ a: ValueID, _ b: ValueID) -> Bool {
        let (first, second) = (model.graph.values[a.index], model.graph.values[b.index])
        guard first.rows == second.rows else { return false }
        let (start, other) = (model.plan.offsets[a.index], model.plan.offsets[b.index])
        return start < other + second.width && other < start + first.width
    }
}
