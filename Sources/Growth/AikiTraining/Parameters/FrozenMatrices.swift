import AikiModel
import AikiTensor
import Foundation

/// The matrices of a model that stay as they are while its adapters are trained, as products want them:
/// each is packed once, when it is first needed, in place of twice in every pass.
///
/// They take four bytes a number; what their part of the mapped file took is given back.
final class FrozenMatrices {
    private let trained: TrainedModel
    private let precision: ProductPrecision
    private var factors: [Int: FrozenFactor] = [:]

    /// The part of the machine's memory that they may take.
    private static let memoryDivisor: UInt64 = 8
    private static let bytesPerNumber = 4

    /// Nil where there are none, they would take too much memory, or stand in a type that was chosen to
    /// take little.
    init?(_ trained: TrainedModel, _ precision: ProductPrecision) {
        guard case .adapters = trained.scope, trained.model.compute.hasShortProducts(precision)
        else { return nil }
        let matrices = Set(
            trained.model.graph.operations.compactMap { operation in
                if case .linear = operation.kind { operation.parameters[0].index } else { nil }
            }
        ).map { trained.tensors[$0] }
        let bytes = matrices.reduce(0) { $0 + $1.elementCount * Self.bytesPerNumber }
        guard !matrices.isEmpty, matrices.allSatisfy({ [.f32, .f16, .bf16].contains($0.type) }),
            UInt64(bytes) <= ProcessInfo.processInfo.physicalMemory / Self.memoryDivisor
        else { return nil }
        self.trained = trained
        self.precision = precision
    }

    /// A matrix, packed.
    func factor(_ parameter: ParameterID) -> FrozenFactor {
        if let known = factors[parameter.index] { return known }
        let factor = FrozenFactor(
            trained.model.compute, trained.tensors[parameter.index], precision: precision)
        factors[parameter.index] = factor
        return factor
    }
}
