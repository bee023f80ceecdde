import AikiDialogue
import Testing

/// Goal: a model's name with adapters is read as it is written, or refused. Method: a table.
@Suite struct ModelReferenceTests {
    @Test func `Names with adapters and strengths are read`() throws {
        func read(_ text: String) throws -> (String, [AdapterChoice]) {
            let reference = try ModelReference(text)
            return (reference.model, reference.adapters)
        }
        #expect(try read("smol") == ("smol", []))
        #expect(try read("a+b") == ("a", [AdapterChoice(name: "b")]))
        #expect(try read("a+b:0.5") == ("a", [AdapterChoice(name: "b", scale: 0.5)]))
        #expect(
            try read("a.1-x+b:-2+c_3") == (
                "a.1-x", [AdapterChoice(name: "b", scale: -2), AdapterChoice(name: "c_3")]
            ))
        #expect(try read("") == ("", []))
    }

    @Test(arguments: ["a+", "a++b", "a+:1", "a+b:", "a+b:x", "a+b:nan", "a+b:inf", "+"])
    func `What names no adapter or no strength is refused`(text: String) {
        #expect(throws: ModelRequestError.self) { try ModelReference(text) }
    }
}
