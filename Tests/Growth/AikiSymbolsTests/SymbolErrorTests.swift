import AikiBase
import AikiSymbols
import Testing

@Suite
struct SymbolErrorTests {
    @Test("An error names its file")
    func namesItsFile() {
        #expect(
            SymbolError.unreadable(path: "a.txt", reason: "it is a folder").message.contains(
                "a.txt"))
    }
}
