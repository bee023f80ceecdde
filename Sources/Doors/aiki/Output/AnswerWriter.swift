import AikiBase
import AikiDialogue

/// Writes an answer as it comes, and keeps it.
struct AnswerWriter {
    private let console: Console
    private let isSilent: Bool
    private(set) var text = ""
    private(set) var reasoning = ""

    init(console: Console, isSilent: Bool) {
        self.console = console
        self.isSilent = isSilent
    }

    /// Writes what is new; reasoning is faint, and not written where nobody watches.
    mutating func write(_ delta: GenerationEvent.Delta) {
        if !delta.reasoning.isEmpty {
            reasoning += delta.reasoning
            if !isSilent, console.isOutputTerminal {
                console.write(console.faint(PlainText.of(delta.reasoning)))
            }
        }
        guard !delta.text.isEmpty else { return }
        if text.isEmpty, !reasoning.isEmpty, !isSilent, console.isOutputTerminal {
            console.write("\n\n")
        }
        text += delta.text
        guard !isSilent else { return }
        // A file gets the answer as it is.
        console.write(console.isOutputTerminal ? PlainText.of(delta.text) : delta.text)
    }

    /// Ends the line.
    func end() {
        if !isSilent, !text.hasSuffix("\n") { console.line() }
    }
}

extension WorkProgress {
    /// A prompt that is being read.
    static func reading(_ done: Int, _ total: Int) -> WorkProgress {
        WorkProgress(label: "reading the prompt", done: Int64(done), total: Int64(total))
    }
}
