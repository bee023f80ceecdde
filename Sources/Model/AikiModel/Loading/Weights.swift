package import AikiCheckpoint
package import AikiTensor
import Foundation

/// A graph's parameters bound to the tensors of a file.
///
/// Matrices stay where they are, in the mapped file and in their own type, unless they are to be
/// compact. Vectors (norms, biases, small tables) are copied as f32 into one block, aligned for the
/// kernels.
package final class Weights: Sendable {
    /// The tensor of each parameter, as products read it.
    package let tensors: [Tensor]
    /// The same as the file has it.
    let stored: [Tensor]
    /// The expert matrices of each parameter that has them; cut once, so that a pass cuts none.
    let experts: [[Tensor]]
    /// Whether all matrices are f32, so that products are taken of unrounded numbers.
    let isExact: Bool
    // Safe to share: filled by the initialiser, read-only from then on, freed by deinit.
    private nonisolated(unsafe) let block: UnsafeMutablePointer<Float>
    private let vectorOffsets: [Int]

    /// The part of the machine's memory that matrices may take to be made compact.
    private static let memoryDivisor: UInt64 = 2
    /// Numbers between vectors are padded to whole cache lines.
    private static let alignment = 64

    /// Binds parameters by name.
    ///
    /// - Parameters:
    ///   - graph: The parameters.
    ///   - file: The file.
    ///   - compute: What compacts matrices of short floats; nil leaves them as they are.
    /// - Throws: ``ModelError/missingTensor(name:)``, ``ModelError/tensorShape(name:expected:found:)``
    ///   or ``ModelError/tensorUnusable(name:reason:)``.
    package init(
        _ graph: ModelGraph, file: GGUFFile, compactedBy compute: Compute? = nil
    ) throws(ModelError) {
        var tensors: [Tensor] = []
        var offsets: [Int] = []
        var vectorNumbers = 0
        for parameter in graph.parameters {
            let tensor = try ModelSource.tensor(parameter.name, file)
            guard tensor.shape == parameter.shape else {
                throw .tensorShape(
                    name: parameter.name, expected: parameter.shape, found: tensor.shape)
            }
            tensors.append(tensor)
            offsets.append(vectorNumbers)
            if parameter.kind == .vector { vectorNumbers += (tensor.elementCount + 15) / 16 * 16 }
        }
        stored = tensors
        if let compute { Self.compact(&tensors, of: graph, compute) }
        self.tensors = tensors
        isExact = zip(graph.parameters, tensors).allSatisfy { parameter, tensor in
            parameter.kind == .vector || tensor.type == .f32
        }
        vectorOffsets = offsets
        experts = zip(graph.parameters, tensors).map { parameter, tensor in
            guard parameter.kind == .experts else { return [] }
            return (0..<tensor.shape[0]).map { tensor.slice(outermost: $0) }
        }
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(vectorNumbers, 1) * MemoryLayout<Float>.stride,
            alignment: Self.alignment)
        block = memory.bindMemory(to: Float.self, capacity: max(vectorNumbers, 1))
        for (index, parameter) in graph.parameters.enumerated() where parameter.kind == .vector {
            let numbers = tensors[index].dequantized()
            (block + offsets[index]).update(from: numbers, count: numbers.count)
        }
    }

    deinit {
        block.deallocate()
    }

    /// Makes matrices of short floats compact, unless together they take too much of the machine's memory:
    /// those of a file need not all be in it.
    private static func compact(
        _ tensors: inout [Tensor], of graph: ModelGraph, _ compute: Compute
    ) {
        guard compute.multipliesCompact else { return }
        let factors = Self.factors(graph)
        // A table of which only rows are looked up need not all be in memory.
        let matrices = tensors.indices.filter { index in
            let isFactor = factors.contains(index) || graph.parameters[index].kind == .experts
            return isFactor && tensors[index].isShort
        }
        let bytes = matrices.reduce(0) { $0 + tensors[$1].bytes.count }
        let memory = ProcessInfo.processInfo.physicalMemory
        guard UInt64(bytes) <= memory / memoryDivisor else { return }
        for index in matrices {
            if let compact = compute.compact(tensors[index]) { tensors[index] = compact }
        }
    }

    /// The matrices of products.
    private static func factors(_ graph: ModelGraph) -> Set<Int> {
        Set(
            graph.operations.compactMap { operation in
                if case .linear = operation.kind { operation.parameters[0].index } else { nil }
            })
    }

    /// The matrices of products as prompts are multiplied by them; none where they are too large.
    func packed(_ graph: ModelGraph, _ compute: Compute) -> [Int: PackedWeight] {
        let matrices = Self.factors(graph)
        let bytes = matrices.reduce(0) { $0 + tensors[$1].bytes.count }
        guard Self.isPacked(bytes: bytes) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: matrices.compactMap { index in
                compute.pack(tensors[index]).map { (index, $0) }
            })
    }

    /// Bytes of the file that compact matrices spare beside those that they take.
    var sparedBytes: Int {
        zip(stored, tensors).reduce(0) { $0 + $1.0.bytes.count - $1.1.bytes.count }
    }

    /// Whether matrices of so many bytes are packed.
    package static func isPacked(bytes: Int) -> Bool { bytes <= Model.packedBytesMax }

    /// A vector parameter's numbers.
    func vector(_ parameter: ParameterID) -> UnsafePointer<Float> {
        UnsafePointer(block + vectorOffsets[parameter.index])
    }
}
