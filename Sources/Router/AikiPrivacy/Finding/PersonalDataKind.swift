/// What kinds of personal data are found; the most harmful to show first.
public enum PersonalDataKind: String, Sendable, CaseIterable, Hashable {
    /// A word that the person declared their own.
    case own
    /// A key, a token, a password that something is set to, a private key.
    case secret
    /// A national identity, tax or social security number, where its check digits are right.
    case nationalID = "national-id"
    /// A payment card, where its check digit is right (ISO/IEC 7812).
    case card
    /// A bank account, where its check digits are right (ISO 13616).
    case iban
    /// A mail address.
    case email
    /// A telephone number.
    case phone
    /// An Internet address, version 4 or 6.
    case ip
    /// Where someone lives: a street with its number, a postal code with its town.
    case address
    /// The name of a person.
    case name

    /// The kinds that are found by their form alone: see ``PersonalDataFinder``.
    public static let formed: Set<PersonalDataKind> = [.email, .phone, .iban, .card, .ip, .secret]

    /// What a placeholder is called by.
    var label: String {
        String(rawValue.uppercased().map { $0 == "-" ? "_" : $0 })
    }
}
