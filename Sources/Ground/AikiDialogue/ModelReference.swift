/// A model by name, with adapters: `base`, `base+adapter`, `base+adapter:0.5+other`.
///
///     let reference = try ModelReference("smol+letters:0.5")
///     reference.model       // "smol"
///     reference.adapters    // letters, at half its strength
public struct ModelReference: Sendable, Equatable {
    /// The model.
    public var model: String
    /// What is added to it.
    public var adapters: [AdapterChoice]

    /// Reads a name.
    ///
    /// - Throws: ``ModelRequestError/invalidSetting(name:problem:)`` where an adapter has no name or
    ///   its strength is no number.
    public init(_ text: String) throws(ModelRequestError) {
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        model = String(parts[0])
        adapters = []
        for part in parts.dropFirst() {
            let pieces = part.split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard !pieces[0].isEmpty else {
                throw .invalidSetting(name: "model", problem: "names no adapter after a '+'")
            }
            var choice = AdapterChoice(name: String(pieces[0]))
            if pieces.count == 2 {
                guard let scale = Double(pieces[1]), scale.isFinite else {
                    throw .invalidSetting(
                        name: "model",
                        problem: "has the strength '\(pieces[1].prefix(40))', which is no number")
                }
                choice.scale = scale
            }
            adapters.append(choice)
        }
    }
}
