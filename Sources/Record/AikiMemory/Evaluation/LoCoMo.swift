import AikiBase
public import Foundation

/// Long dated conversations with questions and the turns that hold the evidence, as the LoCoMo data
/// set lays them out.
///
/// A JSON array of objects with `conversation` (`session_N`: turns with `speaker`, `dia_id`, `text`,
/// perhaps `blip_caption`; `session_N_date_time`) and `qa` (`question`, `category` 1 to 5,
/// `evidence`: names of turns). Category 5 cannot be answered.
///
/// - SeeAlso: Maharana 2024, "Evaluating very long-term conversational memory of LLM agents".
public struct LoCoMo: Sendable, Equatable {
    /// A conversation of many sessions.
    public struct Conversation: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its sessions, in order.
        public let sessions: [Session]
        /// What is asked of it.
        public let questions: [Question]
    }

    /// What was said at one time.
    public struct Session: Sendable, Equatable {
        /// When.
        public let time: Date
        /// What was said.
        public let turns: [Turn]
    }

    /// One thing said.
    public struct Turn: Sendable, Equatable {
        /// Its name, by which evidence refers to it.
        public let name: String
        /// Who said it.
        public let speaker: String
        /// The words, and what a picture shows that came with them.
        public let text: String
    }

    /// A question.
    public struct Question: Sendable, Equatable {
        /// The words.
        public let text: String
        /// 1 needs several turns, 2 a time, 3 knowledge of the world, 4 one turn, 5 has no answer.
        public let category: Int
        /// The turns that hold the answer, each once; none that is not there.
        public let evidence: [String]
    }

    /// All conversations.
    public let conversations: [Conversation]

    /// Reads a file's text.
    ///
    /// - Throws: `JSONError`; ``MemoryError/unreadable(what:detail:)`` where it is laid out otherwise.
    public init(parsing text: String) throws {
        guard let values = try JSONValue(parsing: text).elements else {
            throw MemoryError.unreadable(what: "A LoCoMo file", detail: "not an array")
        }
        conversations = try values.enumerated().map { try Self.conversation($1, place: $0) }
    }

    private static func conversation(_ value: JSONValue, place: Int) throws -> Conversation {
        guard let body = value["conversation"]?.object, let questions = value["qa"]?.elements else {
            throw MemoryError.unreadable(
                what: "A LoCoMo file", detail: "conversation \(place) lacks conversation or qa")
        }
        let numbers = body.keys.compactMap { key in
            key.hasPrefix("session_") ? Int(key.dropFirst("session_".count)) : nil
        }.sorted()
        let sessions = try numbers.compactMap { number -> Session? in
            guard let turns = body["session_\(number)"]?.elements, !turns.isEmpty else {
                return nil
            }
            let written = body["session_\(number)_date_time"]?.text ?? ""
            guard let time = time(written) else {
                throw MemoryError.unreadable(
                    what: "A LoCoMo file", detail: "session \(number) has the time '\(written)'")
            }
            return Session(time: time, turns: turns.compactMap(turn))
        }
        let names = Set(sessions.flatMap(\.turns).map(\.name))
        return Conversation(
            name: value["sample_id"]?.text ?? "\(place + 1)", sessions: sessions,
            questions: questions.compactMap { question($0, names) })
    }

    private static func turn(_ value: JSONValue) -> Turn? {
        guard let name = value["dia_id"]?.text, let speaker = value["speaker"]?.text else {
            return nil
        }
        var text = value["text"]?.text ?? ""
        if let caption = value["blip_caption"]?.text, !caption.isEmpty {
            text += " [shared image: \(caption)]"
        }
        return Turn(name: name, speaker: speaker, text: text)
    }

    private static func question(_ value: JSONValue, _ names: Set<String>) -> Question? {
        guard let text = value["question"]?.text, let category = value["category"]?.wholeNumber
        else { return nil }
        var evidence: [String] = []
        // Some entries hold several names: "D8:6; D9:17".
        for entry in value["evidence"]?.elements ?? [] {
            let parts = (entry.text ?? "").split { " ;,".contains($0) }.map(String.init)
            for name in parts where names.contains(name) && !evidence.contains(name) {
                evidence.append(name)
            }
        }
        return Question(text: text, category: category, evidence: evidence)
    }

    /// `1:56 pm on 8 May, 2023`, taken as UTC.
    private static func time(_ text: String) -> Date? {
        let parts = text.lowercased().split { " :,".contains($0) }.map(String.init)
        guard parts.count == 7, parts[3] == "on", let hour = Int(parts[0]),
            let minute = Int(parts[1]), let day = Int(parts[4]),
            let month = TimeWords.months[parts[5]], let year = Int(parts[6])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: year, month: month, day: day, hour: hour % 12 + (parts[2] == "pm" ? 12 : 0),
                minute: minute))
    }
}
