import Foundation
import ProviderStub

// A provider for the official clients and for measuring: `ProviderStubServer [PORT]`. Prints its
// port and answers until it is killed.
let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 0
let server = try await StubServer.start(
    port: port, keepsRequests: ProcessInfo.processInfo.environment["STUB_KEEPS"] != nil)
FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
try await server.wait()
