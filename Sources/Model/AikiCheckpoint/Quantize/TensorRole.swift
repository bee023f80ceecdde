/// What a matrix does, as far as recipes care; told from its name.
enum TensorRole {
    case output
    case embedding
    /// Value, or a fused matrix that holds it.
    case attentionValue
    case attentionFused
    case attentionKey
    case attentionOutput
    case feedForwardDown
    case other

    init(name: String) {
        let marks: [(String, TensorRole)] = [
            ("attn_qkv.weight", .attentionFused), ("attn_kv_b.weight", .attentionValue),
            ("attn_v.weight", .attentionValue), ("attn_k.weight", .attentionKey),
            ("attn_output.weight", .attentionOutput), ("ffn_down", .feedForwardDown),
        ]
        self =
            switch name {
            case "output.weight": .output
            case "token_embd.weight", "per_layer_token_embd.weight": .embedding
            default: marks.first { name.contains($0.0) }?.1 ?? .other
            }
    }

    /// Whether the tensor counts as a value projection, which suffers most from few bits.
    var holdsValues: Bool {
        switch self {
        case .attentionValue, .attentionFused: true
        default: false
        }
    }

    /// Whether a tensor is quantised at all: matrices named `…weight` that are neither norms nor
    /// routers nor the small tables of positions and types.
    static func isQuantizable(_ name: String, shape: [Int]) -> Bool {
        guard shape.dropLast().contains(where: { $0 > 1 }) else { return false }
        guard name.hasSuffix("weight"), !name.contains("_norm.weight") else { return false }
        let kept = [
            "ffn_gate_inp.weight", "altup", "laurel", "per_layer_model_proj", "position_embd",
            "token_types.weight", "ssm_conv1d", "shortconv.conv.weight", "attn_rel_b.weight",
        ]
        return !kept.contains { name.contains($0) }
    }

    /// The layer in `blk.<layer>.…`.
    static func layer(_ name: String) -> Int? {
        let parts = name.split(separator: ".", maxSplits: 2)
        return parts.count > 1 && parts[0] == "blk" ? Int(parts[1]) : nil
    }
}
