import AikiModel
import AikiTensor
import Testing

/// Goal: the bytes that a token reads are counted as they are. Method: added up from the tensors'
/// names.
struct TrafficTests {
    @Test(arguments: ["llama", "llama-tied-bias", "gemma3", "qwen3moe"])
    func aTokenReadsEveryMatrixOnceAndItsOwnRows(name: String) throws {
        let model = try ArchitectureFixture(name).model
        let configuration = model.configuration
        var expected = 0
        var hasHead = false
        for (parameter, tensor) in zip(model.graph.parameters, model.weights.tensors) {
            let bytes = tensor.bytes.count
            if parameter.name == "output.weight" { hasHead = true }
            if parameter.name == "token_embd.weight" {
                expected += bytes / tensor.rows
            } else if parameter.kind == .experts {
                expected += bytes / tensor.shape[0] * (try Self.used(model))
            } else {
                expected += bytes
            }
        }
        if !hasHead {
            let table = try #require(
                model.graph.parameters.firstIndex { $0.name == "token_embd.weight" })
            expected += model.weights.tensors[table].bytes.count
        }
        let row =
            configuration.keyValueHeadCount * (configuration.keyWidth + configuration.valueWidth)
        expected += row * 2 * configuration.layerCount
        #expect(model.bytesReadPerToken(depth: 0, cacheType: .f16) == expected)
        let four = model.bytesReadPerToken(depth: 3, cacheType: .f32)
        #expect(four == expected + row * (4 * 4 - 2) * configuration.layerCount)
    }

    @Test func aWindowBoundsWhatIsRead() throws {
        let model = try ArchitectureFixture("gemma3").model
        let far = model.bytesReadPerToken(depth: 1 << 20, cacheType: .f16)
        let further = model.bytesReadPerToken(depth: 1 << 20 + 1, cacheType: .f16)
        let row =
            model.configuration.keyValueHeadCount
            * (model.configuration.keyWidth + model.configuration.valueWidth) * 2
        let layers = (further - far) / row
        #expect(layers < model.configuration.layerCount)
    }

    private static func used(_ model: Model) throws -> Int {
        for operation in model.graph.operations {
            if case .mixExperts(let routing) = operation.kind { return routing.used }
        }
        return try #require(nil as Int?)
    }
}
