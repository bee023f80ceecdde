public import AikiBase
public import AikiDialogue

/// What can go wrong in masking personal data.
public enum PrivacyError: AikiError, Equatable {
    /// A file is not there or cannot be read.
    case unreadable(path: String, reason: String)
    /// A request of this class may not leave the machine.
    case staysHere(PrivacyClass)
    /// A prompt of token ids cannot be looked through.
    case unreadablePrompt
    /// Images cannot be looked through, and the policy lets none leave as they are.
    case imagesStay(count: Int)

    /// A stable name.
    public var code: String {
        switch self {
        case .unreadable: "privacy.unreadable"
        case .staysHere: "privacy.stays-here"
        case .unreadablePrompt: "privacy.unreadable-prompt"
        case .imagesStay: "privacy.images-stay"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .staysHere(let privacy): "What is \(privacy.rawValue) does not leave this machine."
        case .unreadablePrompt:
            "A prompt of token ids cannot be looked through for personal data."
        case .imagesStay(let count):
            "The request holds \(count) images, and images do not leave this machine."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .unreadable: "Check the path and its permissions."
        case .staysHere(.secret): "Ask a local model: what is private never leaves."
        case .staysHere: "Ask a local model, or let personal things leave: privacy.leaves."
        case .imagesStay: "Ask a local model, or let images leave: privacy.images = true."
        case .unreadablePrompt: "Send the prompt as text or as messages."
        }
    }
}
