import AikiBase
import AikiDialogue
import Foundation

/// The tree of a conversation, as turns of the log.
///
/// A question and what follows until the next question is a turn. Where a question was asked again or
/// edited, the tree has a branch, and a branch is a turn after the same turn, as in the log. An answer
/// that was made again is a turn with the same question once more. The tree is walked in the order of
/// the file, whatever branch is shown, so that a later export gives the same turns; the turns come out
/// with the shown branch last, so that it is the one a conversation goes on from.
struct ChatGPTTree {
    /// What came out, each turn after the one it follows.
    private(set) var turns: [ImportedTurn] = []
    /// What was left out.
    private(set) var skips: [ImportSkip] = []

    /// The turn that each turn follows.
    private var parents: [Int?] = []
    private let mapping: JSONObject
    private let created: Date
    private let model: String?
    private var children: [ExactText: [String]] = [:]
    private var roots: [String] = []
    private let current: String?
    /// The turn that holds the message shown last.
    private var shownTurn: Int?

    /// Where a node hangs: a turn, and how many of its messages stand on the way to the node.
    private struct Place {
        var turn: Int?
        var count = 0
        var time: Date
        /// What the model thought since its last answer.
        var thoughts: [String] = []
    }

    init(_ mapping: JSONObject, current: String?, created: Date, model: String?) {
        self.mapping = mapping
        self.created = created
        self.model = model
        self.current = current
        var isListed = Set<ExactText>()
        for (name, node) in mapping.pairs {
            for child in (node["children"]?.elements ?? []).compactMap(\.text)
            where mapping[child]?["parent"]?.text == name {
                if isListed.insert(ExactText(child)).inserted {
                    children[ExactText(name), default: []].append(child)
                }
            }
        }
        for (name, node) in mapping.pairs where !isListed.contains(ExactText(name)) {
            if let parent = node["parent"]?.text, parent != name, mapping[parent] != nil {
                children[ExactText(parent), default: []].append(name)
            } else {
                roots.append(name)
            }
        }
    }

    /// Walks the tree, each branch to its end.
    mutating func walk() {
        var open = roots.reversed().map { (name: $0, place: Place(time: created)) }
        var seen = Set<ExactText>()
        while let (name, place) = open.popLast() {
            guard seen.insert(ExactText(name)).inserted else { continue }
            let after = visit(name, place)
            if name == current { shownTurn = after.turn }
            for child in (children[ExactText(name)] ?? []).reversed() {
                open.append((child, after))
            }
        }
        if seen.count < mapping.count {
            // Nodes in a ring hang on no root.
            skips.append(
                ImportSkip(
                    reason: .unreadable, what: "messages that follow themselves",
                    count: mapping.count - seen.count))
        }
        putShownLast()
    }

    /// Orders the turns: each behind the one it follows, the shown branch behind the others.
    private mutating func putShownLast() {
        var following: [Int?: [Int]] = [:]
        for (number, parent) in parents.enumerated() {
            following[parent, default: []].append(number)
        }
        var shown = Set<Int>()
        var next = shownTurn
        while let turn = next, shown.insert(turn).inserted {
            next = parents[turn]
        }
        func ordered(_ turns: [Int]) -> [Int] {
            turns.filter { !shown.contains($0) } + turns.filter { shown.contains($0) }
        }
        var open = Array(ordered(following[nil] ?? []).reversed())
        var result: [ImportedTurn] = []
        while let turn = open.popLast() {
            result.append(turns[turn])
            open += ordered(following[turn] ?? []).reversed()
        }
        turns = result
    }

    private mutating func visit(_ name: String, _ place: Place) -> Place {
        guard let value = mapping[name]?["message"], value != .null else { return place }
        var after = place
        after.time = ImportDate.of(value["create_time"]) ?? place.time
        switch ChatGPTContent.read(value, name: name) {
        case .skipped(let reason):
            skips.append(ImportSkip(reason: reason, what: name))
        case .thoughts(let text):
            after.thoughts.append(text)
        case .message(let message, let usedModel):
            var message = message
            if message.role == .assistant {
                message.reasoning =
                    after.thoughts.isEmpty ? nil : after.thoughts.joined(separator: "\n\n")
                after.thoughts = []
            }
            let isModel = message.role == .assistant
            add(
                ImportedMessage(
                    externalID: value["id"]?.text ?? name, message: message,
                    model: isModel ? usedModel ?? model : nil, time: after.time),
                &after)
        }
        return after
    }

    private mutating func add(_ message: ImportedMessage, _ place: inout Place) {
        let isQuestion = message.message.role == .user || message.message.role == .system
        let asked = place.turn.map { turns[$0].messages.prefix(place.count) } ?? []
        let isOpen = !asked.contains { $0.message.role == .assistant }
        let isTip = place.turn.map { turns[$0].messages.count == place.count } ?? false
        if place.turn != nil, !isTip { branch(asked: Array(asked), message, &place) }
        if let turn = place.turn, !isQuestion || isOpen {
            turns[turn].messages.append(message)
            turns[turn].outcome = ImportedTurn.outcome(of: turns[turn].messages)
            place.count = turns[turn].messages.count
            return
        }
        parents.append(place.turn)
        turns.append(
            ImportedTurn(
                externalID: message.externalID, parentID: place.turn.map { turns[$0].externalID },
                messages: [message],
                outcome: ImportedTurn.outcome(of: [message])))
        place.turn = turns.count - 1
        place.count = 1
    }

    /// Another branch went on with the turn: what stands on the way here is said again.
    private mutating func branch(
        asked: [ImportedMessage], _ message: ImportedMessage, _ place: inout Place
    ) {
        guard let turn = place.turn, let first = asked.first else { return }
        let isQuestion = message.message.role == .user || message.message.role == .system
        let isOpen = !asked.contains { $0.message.role == .assistant }
        // An edited question beside the first one is a turn of its own with nothing to repeat.
        if isQuestion, isOpen, !asked.contains(where: { $0.message.role == .system }) {
            place.turn = parents[turn]
            place.count = place.turn.map { turns[$0].messages.count } ?? 0
            return
        }
        let copies = asked.map { copied in
            var copied = copied
            copied.externalID += "~" + message.externalID
            return copied
        }
        parents.append(parents[turn])
        turns.append(
            ImportedTurn(
                externalID: first.externalID + "~" + message.externalID,
                parentID: turns[turn].parentID, messages: copies,
                outcome: ImportedTurn.outcome(of: copies)))
        place.turn = turns.count - 1
        place.count = copies.count
    }
}
