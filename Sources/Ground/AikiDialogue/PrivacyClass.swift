/// How far a message may travel; the raw value is what stands in the store.
public enum PrivacyClass: String, Sendable, CaseIterable {
    /// May be shown to anyone.
    case everyone = "public"
    /// May leave the machine only as far as the person's policy says.
    case personal
    /// Never leaves the machine.
    case secret = "private"
}
