public import AikiBase
public import AikiDialogue
public import AikiMind
public import AikiRouter
public import Foundation

/// Everything there is to say about a turn: what answered, why, with what in its context, and what
/// it took. Recorded with the turn; `/why` shows it.
public struct TurnReport: Sendable, Equatable {
    /// The turn.
    public let turn: TurnID
    /// The conversation it belongs to.
    public let conversation: ConversationID
    /// Who asked.
    public let door: String
    /// When it began.
    public let started: Date
    /// From the question to the end of the answer.
    public internal(set) var total: Duration = .zero
    /// Which model answered, and why; nil where none was chosen.
    public internal(set) var plan: RoutePlan?
    /// Whether that model runs on this machine.
    public internal(set) var isLocal = true
    /// What filled its context; nil where it did not come to that.
    public internal(set) var context: ContextReport?
    /// The models that were asked before the one that answered, and why they did not.
    public internal(set) var attempts: [Attempt] = []
    /// How the answer was found among those kept from before, so that nobody was asked: `exact` or
    /// `semantic`; nil where somebody was.
    public internal(set) var cache: String?
    /// How the model ended; nil where it did not.
    public internal(set) var completion: Completion?
    /// How the turn ended.
    public internal(set) var outcome: TurnOutcome = .answered
    /// What ended it, where that was an error.
    public internal(set) var failure: Failure?
    /// What was settled before a model was asked, and from what; nil where the loop has no mind.
    public internal(set) var decision: DecisionRecord?
    /// The memories that were found, best first: where they stand, and no words of them.
    public internal(set) var memories: [Recalled] = []
    /// Why memory could not be asked, or by words alone.
    public internal(set) var memoryFailure: Failure?

    /// A memory that was found.
    public struct Recalled: Sendable, Equatable {
        /// The message it stands in.
        public let message: Int64
        /// That message's turn.
        public let turn: TurnID
        /// Where it came from: `chat`, `note` …
        public let source: String
        /// When it was said.
        public let time: Date
        /// How well it fits; higher is better.
        public let score: Double
        /// What the score is made of.
        public let parts: [Part]

        /// A part of a score.
        public struct Part: Sendable, Equatable {
            /// What was compared.
            public let name: String
            /// What it adds.
            public let contribution: Double
        }
    }

    /// A model that was asked and did not answer.
    public struct Attempt: Sendable, Equatable {
        /// Its name.
        public let model: String
        /// Why it did not.
        public let failure: Failure
    }

    /// An error that ended a turn.
    public struct Failure: Sendable, Equatable {
        /// Its stable name.
        public let code: String
        /// What happened.
        public let message: String

        /// Describes an error; one that is none of ours keeps its words and gets a common code.
        init(_ error: any Error) {
            if let error = error as? AnswerDoubted {
                code = Self.doubtedCode
                message = error.reason
            } else if let error = error as? any AikiError {
                code = error.code
                message = error.message
            } else {
                code = "turn.unexpected"
                message = "\(error)"
            }
        }

        /// A model that was not sure of its answer.
        static let doubtedCode = "turn.answer-doubted"

        init(code: String, message: String) {
            self.code = code
            self.message = message
        }
    }

    /// The model that answered.
    public var model: String? { plan?.model }
    /// What the call of the model took; zeros where it did not end by itself.
    public var usage: Usage { completion?.usage ?? Usage() }

    init(turn: TurnID, conversation: ConversationID, door: String, started: Date) {
        self.turn = turn
        self.conversation = conversation
        self.door = door
        self.started = started
    }
}
