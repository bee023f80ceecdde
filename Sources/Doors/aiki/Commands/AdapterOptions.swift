import AikiHouse
import ArgumentParser

/// How adapters are trained.
struct AdapterOptions: ParsableArguments {
    @Option(help: "The adapter's rank.")
    var rank = 16

    @Option(help: "The adapter is scaled by alpha / rank; twice the rank where left out.")
    var alpha: Double?

    @Flag(help: "Scale by alpha / √rank instead (rsLoRA).")
    var rslora = false

    @Flag(help: "Train the lengths of rows apart (DoRA); makes a merged model, not an adapter.")
    var dora = false

    @Option(help: "The share of an adapter's input that is left out in training.")
    var dropout = 0.0

    @Option(help: "Matrices to adapt, such as attn_q,attn_v; all where left out.")
    var targets: String?

    var order: TrainingOrder.AdapterOrder {
        var order = TrainingOrder.AdapterOrder()
        order.rank = rank
        order.alpha = alpha
        order.isRankStabilized = rslora
        order.trainsMagnitude = dora
        order.dropout = dropout
        order.targets = targets?.split(separator: ",").map(String.init) ?? []
        return order
    }
}
