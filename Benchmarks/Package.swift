// swift-tools-version: 6.2
// Measures kernels by themselves, each beside what this machine's cores and memory can do at most, and checks
// what they computed; and the index of vectors, for `peers/vectors.py`. Whole models are measured by `aiki model bench` and `peers/compare.py`.
//     swift run --package-path Benchmarks -c release KernelBenchmarks
import PackageDescription

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "Aiki", path: "..")],
    targets: [
        .target(name: "CPeaks", cSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "KernelBenchmarks",
            dependencies: [.product(name: "AikiTensor", package: "Aiki"), "CPeaks"],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ]),
        .executableTarget(
            name: "VectorBenchmarks",
            dependencies: [
                .product(name: "AikiTensor", package: "Aiki"),
                .product(name: "AikiVectors", package: "Aiki"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .treatAllWarnings(as: .error),
            ]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)
