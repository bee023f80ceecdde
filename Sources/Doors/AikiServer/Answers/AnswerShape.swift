package import AikiBase
package import AikiDialogue

/// Turns what models write into the objects of one protocol: chat or plain completions.
///
/// A value that decides and does nothing: the server feeds it and sends what it returns.
package protocol AnswerShape: Sendable {
    /// The objects that a stream begins with.
    func opening() -> [JSONObject]
    /// The objects to send after an event of one choice.
    mutating func chunks(choice: Int, _ event: GenerationEvent) -> [JSONObject]
    /// The object that ends a stream, where one was asked for.
    func usageChunk() -> JSONObject?
    /// The whole answer, once every choice has ended.
    func whole() -> JSONObject
}
