import AikiBase
import AikiDialogue
import AikiServer
import Testing

/// Goal: a client's header for its own provider does not stand in the model's way, and nothing else
/// is touched. Method: tables.
@Suite struct ClientHeaderTests {
    private static let header = "x-anthropic-billing-header: cc_version=2.1.15.c5a; cch=0aaa9;"

    @Test(arguments: [
        ("\(header)\nYou are kind.", "You are kind."),
        ("\(header)You are kind; a=b;", "You are kind; a=b;"),
        ("\(header) You are kind.", "You are kind."),
        ("x-anthropic-billing-header:\nYou are kind.", "You are kind."),
        ("x-anthropic-billing-header: none\nYou are kind.", "none\nYou are kind."),
        (header, ""),
    ])
    func onlyTheHeaderGoes(text: String, left: String) {
        for role in [Role.system, .developer] {
            var messages = [Message(role: role, text: text), Message(role: .user, text: text)]
            let isRemoved = ClientHeader.remove(from: &messages)
            #expect(isRemoved)
            #expect(messages.map(\.text) == [left, text])
        }
    }

    @Test(arguments: ["You are kind.", "", " \(header)", "About \(header)"])
    func whatIsNotAHeaderStays(text: String) {
        var messages = [Message(role: .system, text: text)]
        let isRemoved = ClientHeader.remove(from: &messages)
        #expect(!isRemoved && messages[0].text == text)
        var question = [Message(role: .user, text: Self.header)]
        let isQuestionTouched = ClientHeader.remove(from: &question)
        #expect(!isQuestionTouched && question[0].text == Self.header)
    }

    @Test func aRequestSaysThatItWasLeftOut() throws {
        let request = try ChatRequest([
            "model": "tiny",
            "messages": [
                ["role": "system", "content": .string("\(Self.header)\nBe kind.")],
                ["role": "user", "content": "Hi"],
            ],
        ])
        #expect(request.ignored == [ClientHeader.name])
        guard case .conversation(let conversation) = request.generation.prompt else {
            Issue.record("no conversation")
            return
        }
        #expect(conversation.messages.map(\.text) == ["Be kind.", "Hi"])
    }
}
