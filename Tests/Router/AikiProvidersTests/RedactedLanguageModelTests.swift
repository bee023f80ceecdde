import AikiBase
import AikiDialogue
import AikiPrivacy
import AikiProviders
import Foundation
import ProviderStub
import Testing

/// Goal: what is personal never stands in a provider's bytes and comes back in the answer.
/// Method: a provider that repeats all it was sent.
@Suite(.timeLimit(.minutes(1))) struct RedactedLanguageModelTests {
    private let mail = "ann.canary@example.org"

    private func model(_ stub: StubServer, _ kind: ProviderKind) throws -> RedactedLanguageModel {
        let provider = try Make.provider(kind, stub.address)
        return RedactedLanguageModel(
            RemoteModel(provider, model: "echo"), policy: PrivacyPolicy())
    }

    @Test(arguments: ProviderKind.allCases)
    func `what is masked goes out and what is meant comes back`(
        kind: ProviderKind
    ) async throws {
        try await Make.withStub { stub in
            let request = Make.request("Write to \(mail) today.")
            let outcome = await Outcome.of(try model(stub, kind).generate(request))
            let sent = try #require(stub.book.requests.last)
            #expect(!sent.body.encoded().contains("canary"))
            #expect(sent.body.encoded().contains("[EMAIL_1]"))
            #expect(outcome.text.contains("Write to \(mail) today."))
            #expect(!outcome.text.contains("EMAIL_1]"))
            #expect(outcome.completion?.remote?.maskedCounts["email"] == 1)
        }
    }

    @Test(arguments: ProviderKind.allCases)
    func `what is private is refused before anything is sent`(kind: ProviderKind) async throws {
        try await Make.withStub { stub in
            var request = Make.request("Nothing to see here.")
            request.privacy = .secret
            let outcome = await Outcome.of(try model(stub, kind).generate(request))
            #expect(outcome.code == "privacy.stays-here")
            #expect(stub.book.requests.isEmpty)
        }
    }
}
