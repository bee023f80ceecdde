import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// A TCP connection without any manners, for what a well-behaved client never does.
///
/// Reads block a thread of their own, never one of the shared pool that the server runs on.
final class RawSocket: Sendable {
    struct Failure: Error {}

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "raw socket")

    init(port: Int, receiveBufferBytes: Int32? = nil) throws {
        #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        if var bytes = receiveBufferBytes {
            setsockopt(
                descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure() }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.send(
                        descriptor, UnsafeRawBufferPointer(rebasing: buffer[sent...]).baseAddress,
                        bytes.count - sent, 0)
                #else
                    Glibc.send(
                        descriptor, UnsafeRawBufferPointer(rebasing: buffer[sent...]).baseAddress,
                        bytes.count - sent,
                        Int32(MSG_NOSIGNAL))
                #endif
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Sends a POST with a JSON body.
    func post(_ path: String, _ body: String, headers: String = "") {
        send(
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Ends our side of the connection.
    func hangUp() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Reads until a text has come, the other side ends, or 10 s pass.
    func read(until marker: String? = nil) async -> String {
        await withCheckedContinuation { continuation in
            queue.async { [descriptor] in
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65536)
                while true {
                    let count = recv(descriptor, &buffer, buffer.count, 0)
                    guard count > 0 else { break }
                    bytes += buffer[..<count]
                    let text = String(decoding: bytes, as: UTF8.self)
                    if let marker, text.contains(marker) { break }
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
