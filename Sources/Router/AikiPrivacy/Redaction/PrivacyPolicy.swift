public import AikiDialogue

/// What may leave the machine, and what is masked in it.
///
///     var policy = PrivacyPolicy()
///     policy.ownWords = ["Project Heron"]
///     policy.leavesAtMost = .everyone     // personal things stay here too
///
/// What is private never leaves, whatever a policy says: there is no value that allows it.
public struct PrivacyPolicy: Sendable, Equatable {
    /// The most that may leave: ``Departure/personal`` masked, or only what is public.
    public var leavesAtMost: Departure = .personal
    /// The most that memories brought into a prompt may be to leave with it.
    public var memoriesLeaveAtMost: MemoryDeparture = .personal
    /// What is masked where a request is public.
    public var maskedInPublic: Set<PersonalDataKind> = [
        .secret, .card, .iban, .nationalID, .own,
    ]
    /// What is masked where a request is personal.
    public var maskedInPersonal = Set(PersonalDataKind.allCases)
    /// Words of the person's own that are masked wherever they stand, in any case.
    public var ownWords: [String] = [] {
        didSet { ownTable = WordTable(ownWords) }
    }
    /// Names of persons that are known from memory: they are masked as names wherever they stand with a
    /// capital, whatever stands around them.
    public var knownNames: [String] = [] {
        didSet { known = KnownNames(knownNames) }
    }
    /// Names and places that need no masking, such as a pet's or the capital's.
    public var openWords: [String] = [] {
        didSet { openForms = Set(openWords.map { $0.lowercased() }) }
    }
    /// Whether images may leave: nothing in them is looked through or masked.
    public var imagesLeave = false
    /// Whether the model is told what placeholders are, where there are any.
    public var explainsPlaceholders = true

    /// ``ownWords``, cut into words once: a policy serves many requests.
    private(set) var ownTable = WordTable([])
    /// ``knownNames``, cut into words.
    private(set) var known = KnownNames()
    /// ``openWords`` in lower case.
    private(set) var openForms: Set<String> = []

    /// Masks all that is found in what is personal, and what is never to be shown in what is public.
    public init() {}

    /// How far what is asked may travel.
    public enum Departure: String, Sendable, CaseIterable {
        /// Only what is public leaves.
        case everyone = "public"
        /// What is personal leaves too, masked.
        case personal
    }

    /// Which memories may travel with a prompt.
    public enum MemoryDeparture: String, Sendable, CaseIterable {
        /// None.
        case none
        /// Those that are public.
        case everyone = "public"
        /// Personal ones too, masked.
        case personal
    }

    /// Whether something of a class may leave, masked as its class asks.
    public func mayLeave(_ privacy: PrivacyClass) -> Bool {
        switch privacy {
        case .everyone: true
        case .personal: leavesAtMost == .personal
        case .secret: false
        }
    }

    /// Whether a memory of a class may travel with a prompt that leaves.
    public func memoryMayLeave(_ privacy: PrivacyClass) -> Bool {
        switch privacy {
        case .everyone: memoriesLeaveAtMost != .none
        case .personal: memoriesLeaveAtMost == .personal && leavesAtMost == .personal
        case .secret: false
        }
    }

    /// What is masked in a request of a class.
    func maskedKinds(_ privacy: PrivacyClass) -> Set<PersonalDataKind> {
        privacy == .everyone ? maskedInPublic : maskedInPersonal
    }
}
