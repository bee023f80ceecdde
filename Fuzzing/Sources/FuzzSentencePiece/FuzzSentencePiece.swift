import AikiTokenizer

/// Text with what tokenizers find hard: other scripts, control tokens spelled out, broken spaces.
private let sample = "Hello  world!\n\n\tÆ 日本語 😀 <s>[INST] 3.14159 don't </s>  "

/// Reads the input as a SentencePiece model, and encodes and decodes with whatever came of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    guard let tokenizer = try? Tokenizer(sentencePieceModel: bytes) else { return 0 }
    for parseSpecial in [false, true] {
        let ids = tokenizer.encode(sample, addSpecial: true, parseSpecial: parseSpecial)
        _ = tokenizer.decode(ids, skipSpecial: !parseSpecial)
        var decoder = tokenizer.makeStreamingDecoder()
        for id in ids { _ = decoder.push(id) }
        _ = decoder.flush()
    }
    return 0
}
