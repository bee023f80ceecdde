import AikiDialogue
import Testing

/// Goal: an image's address says what it is, both ways.
@Suite struct MessageImageTests {
    @Test(arguments: [
        "https://example.org/a.png", "data:image/png;base64,iVBORw0KGgo=",
        "data:image/webp;base64,",
    ])
    func `an address is read and written alike`(address: String) {
        #expect(MessageImage(address: address)?.address == address)
    }

    @Test(arguments: [
        "", "file:///etc/passwd", "data:text/plain;base64,AAAA", "data:image/png,raw",
        "data:image/png;base64",
    ])
    func `what is no image is none`(address: String) {
        #expect(MessageImage(address: address) == nil)
    }

    @Test func `an image that is held says its type`() {
        #expect(
            MessageImage(address: "data:image/png;base64,AA==")?.content
                == .inline(mediaType: "image/png", base64: "AA=="))
    }
}
