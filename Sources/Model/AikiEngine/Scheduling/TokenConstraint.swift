/// Forbids tokens that a form of answer does not allow.
package protocol TokenConstraint: Sendable {
    /// Marks the tokens that may come next, those that end the answer among them.
    mutating func allow(into mask: inout TokenMask)

    /// Takes in the token that was chosen.
    mutating func accept(_ token: Int32)
}
