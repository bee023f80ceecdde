// swift-tools-version: 6.2
// libFuzzer entry points for everything that reads what a stranger wrote. `script/soak fuzz` builds and
// runs them; each is a static library with one `LLVMFuzzerTestOneInput`.
import PackageDescription

func fuzzer(_ name: String, _ product: String) -> (Product, Target) {
    (
        .library(name: name, type: .static, targets: [name]),
        .target(
            name: name,
            dependencies: [.product(name: product, package: "Aiki"), "ScratchFile"])
    )
}

let fuzzers = [
    fuzzer("FuzzGGUF", "AikiCheckpoint"),
    fuzzer("FuzzSafetensors", "AikiCheckpoint"),
    fuzzer("FuzzTokenizerJSON", "AikiTokenizer"),
    fuzzer("FuzzSentencePiece", "AikiTokenizer"),
    fuzzer("FuzzTemplate", "AikiTemplate"),
]

let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v15)],
    products: fuzzers.map(\.0),
    dependencies: [.package(name: "Aiki", path: "..")],
    targets: [.target(name: "ScratchFile")] + fuzzers.map(\.1),
    swiftLanguageModes: [.v6]
)
