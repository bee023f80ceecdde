import AikiBase

/// The variables of a block, and the block around it.
final class Scope {
    /// The block around it.
    let parent: Scope?
    /// Whether the renderer clears it at the end.
    var isHeld = false
    private var variables: [ExactText: Value] = [:]

    init(parent: Scope?) {
        self.parent = parent
    }

    /// A variable of this block or of one around it.
    subscript(name: String) -> Value? {
        let key = ExactText(name)
        var scope: Scope? = self
        while let current = scope {
            if let value = current.variables[key] { return value }
            scope = current.parent
        }
        return nil
    }

    /// Sets a variable of this block.
    func set(_ name: String, to value: Value) {
        variables[ExactText(name)] = value
    }

    /// Drops all variables, so that cycles through macros and namespaces are freed.
    func clear() {
        variables = [:]
    }
}
