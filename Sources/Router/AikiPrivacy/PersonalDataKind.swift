/// What kinds of personal data are found.
public enum PersonalDataKind: String, Sendable, CaseIterable, Hashable {
    /// A mail address.
    case email
    /// A telephone number.
    case phone
    /// A bank account, where its check digits are right (ISO 13616).
    case iban
    /// A payment card, where its check digit is right (ISO/IEC 7812).
    case card
    /// An Internet address, version 4 or 6.
    case ip
    /// A key, a token, a password that something is set to, a private key.
    case secret

    /// What a placeholder is called by.
    var label: String { rawValue.uppercased() }
}
