/// Writes a GGUF file anew with other metadata; tensors stay as they are.
public struct GGUFCopy: Sendable {
    /// Writes the copy.
    ///
    /// - Parameters:
    ///   - file: the source.
    ///   - metadata: what the copy says, whole.
    ///   - path: the file to make; it appears when it is whole.
    /// - Returns: the files made.
    /// - Throws: ``CheckpointError``.
    public static func write(
        _ file: GGUFFile, metadata: MetadataList, to path: String
    ) throws(CheckpointError) -> [String] {
        var plans: [TensorPlan] = []
        for tensor in file.tensors {
            guard let type = tensor.type else {
                throw .unsupportedTensorType(
                    name: tensor.name, type: tensor.typeName, path: file.path)
            }
            plans.append(try TensorPlan(name: tensor.name, type: type, shape: tensor.shape))
        }
        var writer = try GGUFWriter(
            path: path, metadata: metadata, tensors: plans, alignment: file.alignment)
        for plan in plans { try writer.append(file.tensor(plan.name)) }
        return try writer.finish()
    }
}
