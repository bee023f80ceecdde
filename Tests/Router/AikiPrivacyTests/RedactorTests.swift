import AikiBase
import AikiDialogue
import AikiPrivacy
import Testing

/// Goal: what is personal leaves no request, and comes back in the answer.
/// Method: a canary in every field; answers cut at every place; what must stay is refused.
@Suite struct RedactorTests {
    private func policy(_ words: [String] = []) -> PrivacyPolicy {
        var policy = PrivacyPolicy()
        policy.ownWords = words
        policy.explainsPlaceholders = false
        return policy
    }

    private func redact(
        _ messages: [Message], privacy: PrivacyClass = .personal, _ policy: PrivacyPolicy
    ) throws -> (messages: [Message], redacted: RedactedPrompt) {
        let request = GenerationRequest(
            prompt: .conversation(Conversation(messages: messages)))
        let redacted = try Redactor().redact(request, privacy: privacy, policy: policy)
        guard case .conversation(let conversation) = redacted.request.prompt else {
            return ([], redacted)
        }
        return (conversation.messages, redacted)
    }

    @Test func `a canary in any field is in no field of what leaves`() throws {
        let canary = "zebrafinch7"
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                canary: ["enum": [.string(canary), "a"], "title": .string("x \(canary)")]
            ],
        ]
        let call = ToolCall(
            id: "call_\(canary)", name: "ask_\(canary)", arguments: ["who": .string(canary)])
        let message = Message(
            role: .assistant, text: "It is \(canary).", reasoning: "\(canary)?", toolCalls: [call],
            toolCallID: canary, name: canary)
        var request = GenerationRequest(
            prompt: .conversation(
                Conversation(
                    messages: [message, Message(role: .tool, text: canary, name: canary)],
                    tools: [ToolDefinition(name: canary, summary: canary, parameters: schema)],
                    templateVariables: ["who": .string(canary)])),
            stopStrings: [canary], format: .jsonSchema(schema),
            adapters: [AdapterChoice(name: canary)])
        request.client = canary
        request.forcedTools = [canary]
        let redacted = try Redactor().redact(request, privacy: .personal, policy: policy([canary]))
        let sent = "\(redacted.request)".lowercased()
        #expect(!sent.contains(canary))
        #expect(!"\(redacted)".contains(canary))
        #expect(!"\(redacted.report)".contains(canary))
        // The tool that must be called is called as the tool is.
        guard case .conversation(let conversation) = redacted.request.prompt else {
            Issue.record("no conversation")
            return
        }
        #expect(redacted.request.forcedTools == conversation.tools.map(\.name))
        request.format = .grammar("root ::= \"\(canary)\"")
        request.prompt = .text("Ask \(canary.uppercased()) now.")
        let other = try Redactor().redact(request, privacy: .everyone, policy: policy([canary]))
        let otherSent = "\(other.request)".lowercased()
        #expect(!otherSent.contains(canary))
        #expect("\(request)".contains(canary))
    }

    @Test func `what is private never leaves, whatever a policy says`() {
        let request = GenerationRequest(prompt: .text("Good morning"))
        var closed = PrivacyPolicy()
        closed.leavesAtMost = .everyone
        #expect(refusal(request, .secret, PrivacyPolicy()) == .staysHere(.secret))
        #expect(refusal(request, .personal, closed) == .staysHere(.personal))
        #expect(refusal(request, .everyone, closed) == nil)
        let tokens = GenerationRequest(prompt: .tokens([1]))
        #expect(refusal(tokens, .everyone, closed) == .unreadablePrompt)
        let image = MessageImage(.link("https://example.org/a.png?who=ann@example.org"))
        let seen = GenerationRequest(
            prompt: .conversation(
                Conversation(messages: [Message(role: .user, text: "this", images: [image])])))
        #expect(refusal(seen, .everyone, closed) == .imagesStay(count: 1))
        closed.imagesLeave = true
        #expect(refusal(seen, .everyone, closed) == nil)
        closed.leavesAtMost = .personal
        #expect(refusal(seen, .personal, closed) == .imagesStay(count: 1))
    }

    private func refusal(
        _ request: GenerationRequest, _ privacy: PrivacyClass, _ policy: PrivacyPolicy
    ) -> PrivacyError? {
        do throws(PrivacyError) {
            _ = try Redactor().redact(request, privacy: privacy, policy: policy)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: PrivacyPolicy.MemoryDeparture.allCases, PrivacyPolicy.Departure.allCases)
    func `memories leave as far as the policy says`(
        memories: PrivacyPolicy.MemoryDeparture, leaves: PrivacyPolicy.Departure
    ) {
        var policy = PrivacyPolicy()
        policy.memoriesLeaveAtMost = memories
        policy.leavesAtMost = leaves
        let isPersonal = memories == .personal && leaves == .personal
        #expect(!policy.memoryMayLeave(.secret))
        #expect(policy.memoryMayLeave(.everyone) == (memories != .none))
        #expect(policy.memoryMayLeave(.personal) == isPersonal)
    }

    @Test func `a value keeps its placeholder through a conversation`() throws {
        let first = Message(role: .user, text: "Mail a@b.org, not c@d.org.")
        let second = Message(role: .assistant, text: "I mailed a@b.org.")
        let (short, _) = try redact([first], policy())
        let (long, redacted) = try redact([first, second], policy())
        #expect(short[0] == long[0])
        #expect(long[1].text == "I mailed [EMAIL_1].")
        #expect(redacted.report.counts == [.email: 3])
        #expect(redacted.report.values == [.email: 2])
        #expect(
            redacted.report.json == ["privacy": "personal", "masked": ["email": 3]])
    }

    @Test func `a placeholder that stands in the question is given to nothing`() throws {
        let text = "What does [EMAIL_1] mean? Ask a@b.org."
        let (messages, redacted) = try redact([Message(role: .user, text: text)], policy())
        #expect(messages[0].text == "What does [EMAIL_1] mean? Ask [EMAIL_2].")
        #expect(redacted.makeRestorer().restore(messages[0].text) == text)
    }

    @Test func `the model is told of placeholders where there are any`() throws {
        var policy = policy()
        policy.explainsPlaceholders = true
        let (plain, _) = try redact([Message(role: .user, text: "Hello there")], policy)
        #expect(plain == [Message(role: .user, text: "Hello there")])
        let (told, _) = try redact([Message(role: .user, text: "I am a@b.org")], policy)
        #expect(told.map(\.role) == [.system, .user])
        let system = Message(role: .system, text: "Be brief.")
        let (added, _) = try redact([system, Message(role: .user, text: "I am a@b.org")], policy)
        #expect(added.count == 2)
        #expect(added[0].text.hasPrefix("Be brief.\n\n") && added[0].text.contains("[NAME_1]"))
    }

    @Test func `a number in arguments is masked as well`() throws {
        let call = ToolCall(id: "1", name: "pay", arguments: ["card": 4_111_111_111_111_111])
        let message = Message(role: .assistant, text: "", toolCalls: [call])
        let (messages, redacted) = try redact([message], policy())
        #expect(messages[0].toolCalls[0].arguments == ["card": "[CARD_1]"])
        let back = redacted.makeRestorer().restore(messages[0].toolCalls[0])
        #expect(back.arguments == ["card": "4111111111111111"])
    }

    @Test func `keys of what a tool is called with are masked, and come back`() throws {
        let call = ToolCall(
            id: "1", name: "save", arguments: ["Hannah Whitlock": ["mail": "a@b.org"]])
        let (messages, redacted) = try redact(
            [
                Message(role: .user, text: "I am Hannah Whitlock."),
                Message(role: .assistant, text: "", toolCalls: [call]),
            ], policy())
        #expect(messages[0].text == "I am [NAME_1].")
        #expect(messages[1].toolCalls[0].arguments == ["[NAME_1]": ["mail": "[EMAIL_1]"]])
        #expect(redacted.makeRestorer().restore(messages[1].toolCalls[0]) == call)
    }

    @Test(
        arguments: [("high", "high"), ("none", "none"), ("as Ann says", nil)]
            as [(String, String?)])
    func `how hard to think is told, and no other variable of a template`(
        effort: String, kept: String?
    ) throws {
        let conversation = Conversation(
            messages: [Message(role: .user, text: "Hi")],
            templateVariables: ["reasoning_effort": .string(effort), "who": "Ann"])
        let redacted = try Redactor().redact(
            GenerationRequest(prompt: .conversation(conversation)), privacy: .personal,
            policy: policy())
        guard case .conversation(let masked) = redacted.request.prompt else {
            Issue.record("no conversation")
            return
        }
        #expect(masked.templateVariables["reasoning_effort"]?.text == kept)
        #expect(masked.templateVariables.count == (kept == nil ? 0 : 1))
    }

    @Test func `a schema names a masked property the same way everywhere`() throws {
        func schema(_ name: String) -> JSONValue {
            [
                "type": "object",
                "properties": .object([name: ["type": "string"], "Anna": ["type": "string"]]),
                "required": [.string(name), "Anna"], "items": ["$ref": .string("#/$defs/\(name)")],
                "$defs": .object([name: ["type": "string"]]),
            ]
        }
        let request = GenerationRequest(
            prompt: .text("Who is Heron?"), format: .jsonSchema(schema("Heron")))
        let redacted = try Redactor().redact(
            request, privacy: .personal, policy: policy(["Heron"]))
        #expect(redacted.request.format == .jsonSchema(schema("OWN_1")))
    }

    @Test func `what comes back into JSON is escaped, and keys come back, however it is cut`()
        throws
    {
        let schema: JSONValue = [
            "type": "object", "properties": ["Heron": ["type": "string"]], "required": ["Heron"],
        ]
        let request = GenerationRequest(
            prompt: .text("Heron lives at the Blue\nLake."), format: .jsonSchema(schema))
        let redacted = try Redactor().redact(
            request, privacy: .personal, policy: policy(["Heron", "Blue Lake"]))
        #expect(redacted.request.prompt == .text("[OWN_1] lives at the [OWN_2]."))
        let answer = #"{"OWN_1": "\"[OWN_2]\" \\[own 1] \[OWN_1\]", "a": ["OWN_1x", "[x]"]}"#
        let expected = #"{"Heron": "\"Blue\nLake\" \\Heron Heron", "a": ["OWN_1x", "[x]"]}"#
        let scalars = Array(answer.unicodeScalars)
        for cut in 0...scalars.count {
            var restorer = redacted.makeRestorer(escapesJSON: true)
            let output = [scalars[..<cut], scalars[cut...]].map {
                (part: ArraySlice<Unicode.Scalar>) -> String in
                restorer.push(String(String.UnicodeScalarView(part)))
            }
            let whole = output.joined() + restorer.flush()
            #expect(whole == expected)
        }
        #expect(try JSONValue(parsing: expected)["Heron"]?.text == "\"Blue\nLake\" \\Heron Heron")
        // In an answer that is no JSON nothing is escaped, and a word without brackets is a word.
        let plain = redacted.makeRestorer().restore(#""OWN_1" at the [OWN_2]"#)
        #expect(plain == "\"OWN_1\" at the Blue\nLake")
    }

    @Test func `an answer cut anywhere comes back whole`() throws {
        let question = "Write to a@b.org and c@d.org from 10.1.2.3."
        let (_, redacted) = try redact([Message(role: .user, text: question)], policy())
        let answer =
            "Dear [EMAIL_1], [email 2] \\[EMAIL\\_1\\] [EMAIL_9] [x] [[EMAIL_2]] \\n [IP_1]é]["
        let expected =
            "Dear a@b.org, c@d.org a@b.org [EMAIL_9] [x] [c@d.org] \\n 10.1.2.3é]["
        let scalars = Array(answer.unicodeScalars)
        for cut in 0...scalars.count {
            for other in cut...scalars.count {
                var restorer = redacted.makeRestorer()
                let parts = [scalars[..<cut], scalars[cut..<other], scalars[other...]]
                let output = parts.map { (part: ArraySlice<Unicode.Scalar>) -> String in
                    restorer.push(String(String.UnicodeScalarView(part)))
                }
                let whole = output.joined() + restorer.flush()
                #expect(whole == expected)
            }
        }
    }

    @Test func `text is held back no longer than a placeholder is`() throws {
        let (_, redacted) = try redact([Message(role: .user, text: "a@b.org")], policy())
        var restorer = redacted.makeRestorer()
        let long = "[" + String(repeating: "A", count: 60)
        let pushed = ["so [see", ",", long, "[EMAIL_1"].map { restorer.push($0) }
        #expect(pushed == ["so ", "[see,", long, ""])
        let rest = restorer.flush()
        #expect(rest == "[EMAIL_1")
    }

    @Test func `own words are found in any case, in phrases, with an ending, and not inside words`()
    {
        let detector = PersonalDataDetector(
            kinds: [.own], ownWords: ["Heron", "Blue Lake-House", "Ann", "Цапля"])
        func found(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return detector.find(in: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        }
        let herons = found("HERON, herons; the blue\nlake house; Ann's annual")
        #expect(herons == ["HERON", "herons", "blue\nlake house", "Ann"])
        #expect(found("цапля и Цапля_2") == ["цапля", "Цапля"])
        #expect(found("her on") == [])
    }

    @Test func `open words are never finds`() {
        let detector = PersonalDataDetector(openWords: ["Info@Example.org"])
        #expect(detector.find(in: "info@example.org").isEmpty)
        #expect(detector.find(in: "other@example.org").count == 1)
    }

    @Test func `who is named once is masked in every message, and whom memory knows everywhere`()
        throws
    {
        var policy = policy()
        let first = Message(role: .user, text: "Where is the scarf of Quenby?")
        let second = Message(role: .user, text: "I mean my sister Quenby.")
        let (alone, _) = try redact([Message(role: .user, text: "the Quenby of it")], policy)
        #expect(alone[0].text == "the Quenby of it")
        let (both, _) = try redact([first, second], policy)
        #expect(both.allSatisfy { !$0.text.contains("Quenby") })
        policy.knownNames = ["Quenby Rask"]
        let (known, _) = try redact([Message(role: .user, text: "the Quenby of it")], policy)
        #expect(known[0].text == "the [NAME_1] of it")
    }
}
