import AikiBase
import AikiDialogue
import Foundation

/// A chat that is read message by message, in bursts: what was said without a long pause is a turn.
struct TelegramChat {
    /// The pause that ends a burst.
    static let pauseSeconds = 1_800.0
    /// Messages of one burst.
    static let burstMessagesMax = 100

    /// Its name in the store of imports.
    var externalID = ""
    /// What it is called.
    var title = ""
    /// Whether the other one is a program.
    var isBot = false
    private(set) var burst: [ImportedMessage] = []

    /// Whether a message at a time begins a new burst.
    func endsBurst(before time: Date) -> Bool {
        guard let last = burst.last else { return false }
        return burst.count >= Self.burstMessagesMax
            || abs(time.timeIntervalSince(last.time)) > Self.pauseSeconds
    }

    /// Adds a message; a later version of one takes its place.
    mutating func add(_ message: ImportedMessage) {
        if let index = burst.firstIndex(where: { $0.externalID == message.externalID }) {
            burst[index] = message
        } else {
            burst.append(message)
        }
    }

    /// What was gathered; nil where nothing was.
    mutating func takeBurst(_ skips: [ImportSkip]) -> ImportedUnit? {
        guard let first = burst.first else { return skips.isEmpty ? nil : .skipped(skips) }
        defer { burst = [] }
        return ImportedUnit(
            conversation: ImportedConversation(
                externalID: externalID, title: title, created: first.time),
            turns: [
                ImportedTurn(externalID: first.externalID, messages: burst, outcome: .noted)
            ], skips: skips)
    }
}
