/// What must hold of Aiki, whichever model speaks: assertions that are run against a model.
///
/// It stands in `identity.toml`, beside what it is about. A model that drifts further than
/// ``driftMax``, or fails an assertion that is required, does not speak for Aiki unless it is forced.
public struct IdentityContract: Sendable, Equatable {
    /// The most assertions of one contract: each is at least one answer of a model.
    public static let assertionsMax = 100
    /// The drift that is allowed where the file says nothing.
    public static let driftMaxDefault = 0.25

    /// The share of the assertions' weight that may fail, 0 … 1.
    public var driftMax: Double
    /// What must hold, in the file's order.
    public var assertions: [IdentityAssertion]

    /// Describes a contract.
    public init(
        driftMax: Double = IdentityContract.driftMaxDefault, assertions: [IdentityAssertion] = []
    ) {
        self.driftMax = driftMax
        self.assertions = assertions
    }

    /// What holds where a file says nothing of a contract: that of ``Identity/defaultFileText``.
    public static let standard: IdentityContract = {
        let identity = try? Identity(parsing: "name = 'Aiki'\n" + Identity.defaultContractText)
        guard let contract = identity?.contract else {
            preconditionFailure("the default identity has a contract")
        }
        return contract
    }()
}
