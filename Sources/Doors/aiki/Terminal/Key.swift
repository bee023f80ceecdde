/// What a person did on the keyboard.
package enum Key: Equatable, Sendable {
    /// A character, or several that were pasted.
    case text(String)
    case enter
    case backspace
    case delete
    case left
    case right
    case up
    case down
    case home
    case end
    case wordLeft
    case wordRight
    /// Ctrl-U.
    case killToStart
    /// Ctrl-K.
    case killToEnd
    /// Ctrl-W.
    case killWord
    /// Ctrl-L.
    case clear
    /// Ctrl-C.
    case interrupt
    /// Ctrl-D.
    case endOfInput
    /// The beginning of a paste; what follows is text, whatever it holds.
    case pasteStart
    /// The end of a paste.
    case pasteEnd
    /// A sequence that means nothing here.
    case unknown
}
