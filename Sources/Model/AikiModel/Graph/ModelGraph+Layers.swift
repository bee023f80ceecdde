extension ModelGraph {
    /// The values that carry a text from layer to layer: what the first layer reads, what each layer
    /// gives, and last what the output matrix reads (behind the last norm).
    ///
    /// One more than there are layers, and one for the last norm; what the last layer gives has a row
    /// for each wanted output only. Empty for graphs that do not name their norms as decoders do.
    package var layerValues: [ValueID] {
        var values: [ValueID] = []
        for operation in operations {
            guard case .rmsNorm = operation.kind, let input = operation.inputs.first,
                let parameter = operation.parameters.first
            else { continue }
            let name = parameters[parameter.index].name
            if name == "blk.\(values.count).attn_norm.weight" { values.append(input) }
            if name == "output_norm.weight" { values += [input, operation.output] }
        }
        return values
    }
}
