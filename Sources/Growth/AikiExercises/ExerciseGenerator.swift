import AikiDialogue
public import AikiMind

/// Makes exercises out of templates, grammars and word lists: the same for the same seed.
///
/// ```swift
/// let generator = ExerciseGenerator(identity: identity, split: .train, seed: 1)
/// let lines = (0..<1000).map { generator.exercise(at: $0).json.encoded() }
/// ```
///
/// Each exercise depends on its index alone, so that they can be made in any order and in parts.
/// Names and values of the test are never an answer in training. The prompts are those of the product:
/// `Identity.systemText` and the layout of `RecalledMemory`.
///
/// - Complexity: some 150 µs an exercise on one core.
public struct ExerciseGenerator: Sendable {
    /// The side of the split.
    public let split: ExerciseSplit
    /// What all of it follows from.
    public let seed: UInt64
    /// What it teaches.
    public let course: ExerciseCourse
    private let own: Speaker

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - identity: who speaks in most conversations: the identity that the product ships with.
    ///   - split: the side of the split.
    ///   - seed: what all of it follows from.
    ///   - course: what it teaches.
    public init(
        identity: Identity, split: ExerciseSplit, seed: UInt64,
        course: ExerciseCourse = .conversations
    ) {
        own = Speaker(identity: identity)
        self.split = split
        self.seed = seed
        self.course = course
    }

    /// The exercise of an index.
    public func exercise(at index: Int) -> Exercise {
        precondition(index >= 0)
        // Seeds side by side would give sequences that overlap; one draw in between parts them.
        var mixer = Dice(seed: seed ^ UInt64(index) &* 0xD129_0D3B_3F5A_9C2F)
        let half = UInt64(mixer.index(below: 1 << 32)) << 32
        var dice = Dice(seed: half | UInt64(mixer.index(below: 1 << 32)))
        let speaker = course == .conversations ? speaker(&dice) : nil
        let maker = ConversationMaker(split: split, speaker: speaker)
        var draft =
            switch course {
            case .conversations: maker.conversation(&dice)
            case .copying: maker.copying(&dice)
            case .recall: maker.recall(&dice)
            case .sums: maker.sums(&dice)
            }
        for index in draft.exchanges.indices {
            draft.exchanges[index].guide(isFirst: index == 0, &dice)
        }
        var messages = speaker.map { [Message(role: .system, text: $0.identity.systemText)] } ?? []
        draft.append(to: &messages)
        let last = draft.exchanges[draft.exchanges.count - 1]
        return Exercise(
            id: "\(split.rawValue)-\(seed)-\(index)", kind: last.kind,
            isUnfamiliar: last.isUnfamiliar, messages: messages, expectation: last.expectation)
    }

    /// Who speaks: mostly as shipped, sometimes as a person may have rewritten it, sometimes with no
    /// instructions at all.
    private func speaker(_ dice: inout Dice) -> Speaker? {
        switch dice.index(below: 100) {
        case 0..<72: own
        case 72..<82: own.acquainted(split, &dice)
        case 82..<94: .other(split, &dice)
        default: nil
        }
    }
}
