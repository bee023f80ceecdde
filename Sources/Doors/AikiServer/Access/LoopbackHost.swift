/// Tells which addresses and host names mean this machine alone.
package enum LoopbackHost {
    /// Whether an address to listen on can be reached from this machine only.
    package static func isLoopback(address: String) -> Bool {
        switch address.lowercased() {
        case "localhost", "::1", "[::1]": true
        case let address: isIPv4Loopback(address)
        }
    }

    /// Whether a `Host` header names this machine, with any port.
    ///
    /// A web page can make its own name resolve to 127.0.0.1 (DNS rebinding); its requests then come
    /// from this machine, but still carry that name.
    package static func isLoopback(authority: String) -> Bool {
        var host = Substring(authority.lowercased())
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let rest = host[host.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return false }
            host = host[...end]
        } else if let colon = host.firstIndex(of: ":") {
            guard isPort(host[colon...]) else { return false }
            host = host[..<colon]
        }
        return isLoopback(address: String(host))
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.count <= 6 && text.dropFirst().allSatisfy(\.isWholeNumber)
    }

    private static func isIPv4Loopback(_ address: String) -> Bool {
        let parts = address.utf8.split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("127".utf8) else { return false }
        return parts.allSatisfy { part in
            part.allSatisfy { (0x30...0x39).contains($0) } && UInt8(Substring(part)) != nil
        }
    }
}
