import AikiArchive
import AikiBase
import Testing

/// Goal: what stands between the fences is read as fields, and nothing else is taken off a text.
@Suite struct FrontMatterTests {
    private func read(_ text: String) -> FrontMatter? { FrontMatter(Array(text.utf8)) }

    @Test func fieldsOfEveryKindAreRead() throws {
        let text = """
            \u{FEFF}---
            title: "A \\"day\\""   
            tags: [one, 'two, three']
            authors:
              - Ann
              - name: Bo
            place:
              city: Oslo # in the south
            story: |
              first

              third
            address: https://example.org/a
            ---

            # Text
            """
        let matter = try #require(read(text))
        let fields = matter.fields.map { "\($0.name)=\($0.value)\($0.isItem ? " *" : "")" }
        #expect(
            fields == [
                "title=A \"day\"", "tags=one *", "tags=two, three *", "authors=Ann *",
                "authors.name=Bo", "place.city=Oslo", "story=first\n\nthird",
                "address=https://example.org/a",
            ])
        #expect(String(decoding: Array(text.utf8)[matter.byteCount...], as: UTF8.self) == "# Text")
    }

    @Test func linesMayEndAsInWindows() throws {
        let text = "---\r\ntitle: A\r\n---\r\n\r\nText"
        let matter = try #require(read(text))
        #expect(matter.fields.map(\.value) == ["A"])
        #expect(text.utf8.count - matter.byteCount == 4)
    }

    @Test(arguments: ["", "---", "--- \n no end", "text\n---\na: b\n---\n", "----\na: b\n----\n"])
    func whatIsNoBlockIsText(text: String) { #expect(read(text) == nil) }

    /// Whatever stands in a block: the text behind it stays whole, and no more fields come than may.
    @Test func hostileBlocksAreBounded() {
        let pieces = ["a: ", "- ", "[", "]", "\"", "|", ">", "\n", "  ", "\t", "#", ":", "é", "[["]
        var random = SeededRandom(seed: 14)
        for _ in 0..<2_000 {
            let block = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            guard let matter = read("---\n\(block)\n---\nText") else { continue }
            #expect(matter.byteCount <= "---\n\(block)\n---\n".utf8.count)
        }
        let many = String(repeating: "- x\n", count: 50_000)
        #expect(read("---\n\(many)---\n")?.fields.count == 4_096)
        let deep = (0..<5_000).map { String(repeating: " ", count: $0 % 200) + "a:\n" }.joined()
        _ = read("---\n\(deep)---\n")
    }
}
