import AikiHub
import Testing

/// Goal: what a person types names one repository, and the right files of it are chosen. Method:
/// tables of names.
@Suite struct HubChoiceTests {
    @Test(arguments: [
        ("hf.co/org/repo", "org/repo", nil), ("org/repo", "org/repo", nil),
        ("hf.co/org/Model-1.5_x:Q8_0", "org/Model-1.5_x", "Q8_0"),
        ("https://huggingface.co/org/repo", "org/repo", nil),
    ])
    func referencesAreRead(text: String, name: String, quantization: String?) throws {
        let reference = try HubReference(text)
        #expect(reference.name == name)
        #expect(reference.quantization == quantization)
    }

    @Test(arguments: [
        "", "repo", "a/b/c", "hf.co/a", "../b", "a/..", "a/b:", "a/b:../x", "a /b", "a/b?x=1", "/b",
        ".a/b", "-a/b", "a/b%2f", "ä/b",
    ])
    func whatIsNoReferenceIsRefused(text: String) {
        #expect(throws: HubError.self) { _ = try HubReference(text) }
    }

    @Test(arguments: [(96, true), (97, false)])
    func namesAreBounded(count: Int, fits: Bool) {
        let name = String(repeating: "a", count: count)
        #expect(((try? HubReference("\(name)/b")) != nil) == fits)
    }

    private func choose(_ text: String, _ paths: [String]) throws -> [String] {
        let files = paths.map { HubFile(path: $0, byteCount: 1, sha256: nil) }
        return try HubSelection(files, HubReference(text)).files.map(\.path)
    }

    @Test func theWantedQuantizationIsChosen() throws {
        let paths = [
            "m-Q4_K_M.gguf", "m-Q4_K_S.gguf", "m.q8_0.gguf", "F16/m.gguf", "mmproj-F16.gguf",
        ]
        #expect(try choose("a/b", paths) == ["m-Q4_K_M.gguf"])
        #expect(try choose("a/b:q4_k_s", paths) == ["m-Q4_K_S.gguf"])
        #expect(try choose("a/b:Q8_0", paths) == ["m.q8_0.gguf"])
        #expect(try choose("a/b:F16", paths) == ["F16/m.gguf"])
        #expect(throws: HubError.self) { _ = try choose("a/b:Q4", paths) }
        #expect(throws: HubError.self) { _ = try choose("a/b:Q6_K", paths) }
    }

    @Test func withoutAWishTheNextBestIsChosen() throws {
        #expect(try choose("a/b", ["m-Q2_K.gguf", "m-Q8_0.gguf", "m-F16.gguf"]) == ["m-Q8_0.gguf"])
        #expect(try choose("a/b", ["odd.gguf"]) == ["odd.gguf"])
        #expect(throws: HubError.self) { _ = try choose("a/b", ["odd.gguf", "even.gguf"]) }
        #expect(throws: HubError.self) { _ = try choose("a/b", ["README.md"]) }
    }

    @Test func partsAreFetchedTogetherInOrder() throws {
        let parts = (1...3).map { "m-Q4_K_M-0000\($0)-of-00003.gguf" }
        #expect(try choose("a/b", parts.reversed() + ["m-Q8_0.gguf"]) == parts)
        #expect(try choose("a/b", Array(parts.dropFirst()) + ["m-Q8_0.gguf"]) == ["m-Q8_0.gguf"])
    }

    @Test func aFolderOfSafetensorsIsFetchedForImport() throws {
        let paths = [
            "README.md", "config.json", "tokenizer.json", "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors", "model.safetensors.index.json", "onnx/model.onnx",
            "1_Pooling/config.json", "pytorch_model.bin",
        ]
        let chosen = try choose("a/b:Q4_K_M", paths)
        #expect(
            Set(chosen)
                == Set(paths).subtracting(["README.md", "onnx/model.onnx", "pytorch_model.bin"]))
        #expect(throws: HubError.self) { _ = try choose("a/b", ["model.safetensors"]) }
    }
}
