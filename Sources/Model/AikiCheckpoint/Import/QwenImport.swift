import AikiBase
import AikiTensor

/// Qwen 2 and 2.5 (biases on query, key and value), Qwen 3 (a norm on each head's query and key),
/// and Qwen 3 with experts.
enum QwenImport {
    /// Experts a layer, at most.
    static let expertsMax = 4_096

    static func fill(_ plan: inout ImportPlan, _ configuration: ImportConfiguration)
        throws(CheckpointError)
    {
        let isThird = plan.architecture != "qwen2"
        let decoder = try DecoderImport(configuration, headWidth: isThird ? 128 : nil)
        try configuration.require("hidden_act", isOneOf: ["silu", "swish"])
        if isThird { try configuration.require("attention_bias", isOneOf: [false]) }
        var window: Int?
        if try configuration.truth("use_sliding_window", default: false),
            configuration.value("sliding_window") != nil
        {
            window = try configuration.count("sliding_window")
        }
        let context = try decoder.contextTokens(&plan, window: window)
        try decoder.setCommonKeys(&plan, contextTokens: context)
        try decoder.setRotary(
            &plan, try RotaryScaling(configuration), rotated: decoder.headWidth)
        try decoder.addOuterTensors(&plan)
        let experts = try plan.architecture == "qwen3moe" ? setExperts(&plan, configuration) : nil
        for layer in 0..<decoder.layers {
            try GatedLayerImport.addAttention(layer, decoder, &plan, biased: !isThird)
            if isThird { try GatedLayerImport.addHeadNorms(layer, decoder, &plan) }
            try GatedLayerImport.addNorms(layer, decoder, &plan)
            if let experts {
                try addExperts(layer, experts, decoder, &plan)
            } else {
                try GatedLayerImport.addFeedForward(layer, decoder, &plan)
            }
        }
    }

    private static func setExperts(
        _ plan: inout ImportPlan, _ configuration: ImportConfiguration
    ) throws(CheckpointError) -> (count: Int, width: Int) {
        // Newer files call it by the second name.
        let countKey =
            configuration.value("num_experts") == nil ? "num_local_experts" : "num_experts"
        let count = try configuration.count(countKey)
        let width = try configuration.count("moe_intermediate_size")
        let used = try configuration.count("num_experts_per_tok")
        guard count <= expertsMax else { throw configuration.unsupported(countKey) }
        guard used <= count else { throw configuration.unsupported("num_experts_per_tok") }
        try configuration.require("decoder_sparse_step", isOneOf: [1])
        try configuration.require("mlp_only_layers", isOneOf: [[]])
        // The configuration's own default is false, and files of this architecture mean true.
        guard try configuration.truth("norm_topk_prob", default: false) else {
            throw .unsupportedField(
                file: configuration.file, field: "norm_topk_prob", value: "false")
        }
        plan.set("expert_count", count)
        plan.set("expert_used_count", used)
        plan.set("expert_feed_forward_length", width)
        return (count, width)
    }

    private static func addExperts(
        _ layer: Int, _ experts: (count: Int, width: Int), _ decoder: DecoderImport,
        _ plan: inout ImportPlan
    ) throws(CheckpointError) {
        let source = "layers.\(layer).mlp"
        try plan.add(
            "blk.\(layer).ffn_gate_inp.weight", from: "\(source).gate.weight",
            shape: [experts.count, decoder.width], type: .f32)
        let inner = [experts.width, decoder.width]
        let outer = [decoder.width, experts.width]
        for (name, part, shape) in [
            ("ffn_gate_exps", "gate_proj", inner), ("ffn_up_exps", "up_proj", inner),
            ("ffn_down_exps", "down_proj", outer),
        ] {
            let sources = (0..<experts.count).map { "\(source).experts.\($0).\(part).weight" }
            try plan.addStacked("blk.\(layer).\(name).weight", from: sources, shape: shape)
        }
    }
}
