public import AikiBase

/// Why a server does not start.
public enum ServerError: AikiError, Equatable {
    /// An address that others can reach, and no key to keep them out.
    case keyRequired(host: String)
    /// Keys are demanded and there is none.
    case noKeys
    /// Something else listens there.
    case addressInUse(host: String, port: Int)
    /// The system does not let us listen there.
    case cannotListen(host: String, port: Int, problem: String)

    /// A stable name.
    public var code: String {
        switch self {
        case .keyRequired: "server.key-required"
        case .noKeys: "server.no-keys"
        case .addressInUse: "server.address-in-use"
        case .cannotListen: "server.cannot-listen"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .keyRequired(let host):
            "Others can reach this machine at '\(host)', and there is no API key."
        case .noKeys: "An API key is required, and there is none."
        case .addressInUse(let host, let port): "Port \(port) of '\(host)' is taken."
        case .cannotListen(let host, let port, let problem):
            "Cannot listen at '\(host)', port \(port): \(problem)."
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .keyRequired: "Make a key with `aiki api-key create`, or listen on 127.0.0.1."
        case .noKeys: "Make a key with `aiki api-key create`."
        case .addressInUse: "Choose another with --port, or stop what listens there."
        case .cannotListen: "Choose an address of this machine and a port above 1023."
        }
    }
}
