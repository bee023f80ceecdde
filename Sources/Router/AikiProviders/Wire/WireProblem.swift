/// What can be wrong with an answer, in the words of its protocol.
package enum WireProblem: Error, Equatable {
    /// It is not what the protocol says.
    case malformed(String)
    /// The provider reports an error.
    case reported(code: String, message: String)
    /// The provider withholds the answer.
    case withheld(String)
}
