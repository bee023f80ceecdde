/// Names of modules in PEFT's files and of the matrices in GGUF that they belong to.
enum PEFTNames {
    private static let parts: [String: String] = [
        "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output", "self_attn.qkv_proj": "attn_qkv",
        "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
        // Gate and up in one matrix stay one, under the name of up.
        "mlp.gate_up_proj": "ffn_up",
    ]

    /// The matrix of a module; nil where the module has none here.
    static func matrix(of module: String) -> String? {
        var path = Substring(module)
        while let wrapper = ["model.", "language_model."].first(where: path.hasPrefix) {
            path = path.dropFirst(wrapper.count)
        }
        if path == "lm_head" { return "output.weight" }
        guard path.hasPrefix("layers.") else { return nil }
        let inside = path.dropFirst("layers.".count)
        guard let dot = inside.firstIndex(of: "."), let layer = Int(inside[..<dot]),
            layer >= 0, String(layer) == inside[..<dot],
            let part = parts[String(inside[inside.index(after: dot)...])]
        else { return nil }
        return "blk.\(layer).\(part).weight"
    }

    /// The module of a matrix as PEFT names it; nil where it has none.
    ///
    /// - Parameters:
    ///   - name: the matrix's name in GGUF.
    ///   - architecture: the base model's; its feed-forward may have gate and up in one.
    /// - Returns: as `model.layers.0.self_attn.q_proj`.
    static func module(of name: String, architecture: String) -> String? {
        if name == "output.weight" { return "lm_head" }
        let pieces = name.split(separator: ".")
        guard pieces.count == 4, pieces[0] == "blk", pieces[3] == "weight" else { return nil }
        let fused = architecture == "phi3" && pieces[2] == "ffn_up"
        let found = parts.first { part, matrix in
            matrix == pieces[2] && (part == "mlp.gate_up_proj") == fused
        }
        return found.map { "model.layers.\(pieces[1]).\($0.key)" }
    }

    /// Whether a matrix's rows stand in pairs in GGUF and in halves in PEFT's files; see
    /// `ImportedTensor.Change`.
    static func pairsRotary(_ architecture: String, _ name: String) -> Bool {
        ["llama", "smollm3"].contains(architecture)
            && (name.hasSuffix(".attn_q.weight") || name.hasSuffix(".attn_k.weight"))
    }
}
