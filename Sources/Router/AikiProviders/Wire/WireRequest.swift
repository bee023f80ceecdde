package import AikiBase

/// A request in a provider's own words, without its key.
package struct WireRequest: Sendable, Equatable {
    /// What follows the provider's address.
    package var path: String
    /// Headers beyond those of every request.
    package var headers: [Header]
    /// The body.
    package var body: JSONObject

    /// A header.
    package struct Header: Sendable, Equatable {
        /// Its name.
        package var name: String
        /// Its value.
        package var value: String
    }

    init(path: String, headers: [Header] = [], body: JSONObject) {
        self.path = path
        self.headers = headers
        self.body = body
    }
}
