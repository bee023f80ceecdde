package import AikiDialogue

/// Divides a model's output, as it is written, into reasoning, answer and calls of tools.
///
/// Nothing is lost: what looks like a call and cannot be read as one is part of the answer. White
/// space around reasoning and calls is dropped.
package struct AnswerParser {
    /// What is new after more output came in.
    package struct Piece: Equatable {
        /// New text of the answer.
        package var text = ""
        /// New text of the reasoning.
        package var reasoning = ""

        /// Whether nothing is new.
        package var isEmpty: Bool { text.isEmpty && reasoning.isEmpty }

        /// Describes a piece.
        package init(text: String = "", reasoning: String = "") {
            self.text = text
            self.reasoning = reasoning
        }
    }

    private enum State {
        case answer
        case reasoning
        case call(ToolCallFormat)
        /// An answer that began with a brace and may be a call as a whole.
        case bareCall
    }

    /// The calls that were found, in order; ids are left to the caller.
    package private(set) var calls: [ToolCallReader.Call] = []
    private let syntax: AnswerSyntax
    private let reader: ToolCallReader?
    private var state: State
    private var matcher: StopMatcher
    private var buffer = ""
    /// White space that is dropped if reasoning or a call follows, and written if text does.
    private var space = ""
    private var hasText = false
    private var dropsLeadingSpace = false

    /// Prepares to read one answer.
    package init(_ syntax: AnswerSyntax, tools: [ToolDefinition], startsInReasoning: Bool) {
        self.syntax = syntax
        reader = tools.isEmpty ? nil : ToolCallReader(tools: tools)
        let isReasoning = startsInReasoning && syntax.reasoning != nil
        state = isReasoning ? .reasoning : .answer
        dropsLeadingSpace = isReasoning
        matcher = StopMatcher(stopStrings: [])
        matcher = StopMatcher(stopStrings: markers)
    }

    /// Takes in more output.
    package mutating func push(_ output: String) -> Piece {
        var piece = Piece()
        var rest = output
        while !rest.isEmpty {
            let release = matcher.push(rest)
            rest = release.rest
            take(release.text, into: &piece)
            if let index = release.stopIndex { turn(at: index, into: &piece) }
        }
        return piece
    }

    /// Takes in the end of the output.
    package mutating func finish() -> Piece {
        var piece = Piece()
        take(matcher.flush(), into: &piece)
        switch state {
        case .call(let format): endCall(format, closing: "", into: &piece)
        case .bareCall: endBareCall(into: &piece)
        case .answer where calls.isEmpty: piece.text += space
        case .answer, .reasoning: break
        }
        space = ""
        return piece
    }

    /// The markers that mean something in the present state.
    private var markers: [String] {
        switch state {
        case .answer:
            let openings = reader == nil ? [] : syntax.formats.map(\.opening)
            return openings + [syntax.reasoning?.opening].compactMap(\.self)
        case .reasoning: return [syntax.reasoning?.closing].compactMap(\.self)
        case .call(let format): return [format.closing].compactMap(\.self)
        case .bareCall: return []
        }
    }

    private mutating func enter(_ next: State) {
        state = next
        matcher = StopMatcher(stopStrings: markers)
    }

    private mutating func turn(at index: Int, into piece: inout Piece) {
        let marker = markers[index]
        switch state {
        case .answer:
            if let format = syntax.formats.first(where: { $0.opening == marker }), reader != nil {
                enter(.call(format))
            } else if hasText {
                // A reasoning tag after the answer's first word is part of the answer.
                take(marker, into: &piece)
            } else {
                space = ""
                dropsLeadingSpace = true
                enter(.reasoning)
            }
        case .reasoning:
            space = ""
            dropsLeadingSpace = true
            enter(.answer)
        case .call(let format): endCall(format, closing: marker, into: &piece)
        case .bareCall: break
        }
    }

    private mutating func take(_ text: String, into piece: inout Piece) {
        guard !text.isEmpty else { return }
        switch state {
        case .reasoning: piece.reasoning += trimmed(text)
        case .call, .bareCall:
            buffer += text
            if buffer.utf8.count > EngineLimits.toolCallBytesMax { giveUpCall(into: &piece) }
        case .answer:
            let visible = trimmed(text)
            guard !visible.isEmpty else { return }
            if !hasText, syntax.allowsBareCall, reader != nil, calls.isEmpty,
                visible.drop(while: \.isWhitespace).first == "{"
            {
                buffer += visible + space
                space = ""
                enter(.bareCall)
                return
            }
            piece.text += visible
            hasText = true
        }
    }

    /// Drops leading white space where something stood before, and keeps trailing back.
    private mutating func trimmed(_ text: String) -> String {
        var scalars = Substring(space + text).unicodeScalars
        if dropsLeadingSpace { scalars = scalars.drop { $0.properties.isWhitespace } }
        var end = scalars.endIndex
        while end > scalars.startIndex {
            let previous = scalars.index(before: end)
            guard scalars[previous].properties.isWhitespace else { break }
            end = previous
        }
        space = String(scalars[end...])
        let visible = String(scalars[..<end])
        if !visible.isEmpty { dropsLeadingSpace = false }
        return visible
    }

    private mutating func endCall(
        _ format: ToolCallFormat, closing: String, into piece: inout Piece
    ) {
        if let found = reader?.read(buffer, format.body), !found.isEmpty {
            calls += found
            buffer = ""
            space = ""
            dropsLeadingSpace = true
            enter(.answer)
        } else {
            buffer += closing
            giveUpCall(into: &piece)
        }
    }

    private mutating func endBareCall(into piece: inout Piece) {
        if let found = reader?.readBare(buffer), !found.isEmpty {
            calls += found
            buffer = ""
        } else {
            giveUpCall(into: &piece)
        }
    }

    /// Makes what looked like a call a part of the answer.
    private mutating func giveUpCall(into piece: inout Piece) {
        var opening = ""
        if case .call(let format) = state { opening = format.opening }
        piece.text += space + opening + buffer
        space = ""
        buffer = ""
        hasText = true
        enter(.answer)
    }
}
