// swift-tools-version: 6.2
// Targets stand in the order of the floors of the house: a target depends only on targets above it.
// `Sources/README.md` is the map; `Tests/House/TidyTests` checks both against the import statements.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(
    name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore: Target.Dependency = .product(
    name: "HummingbirdCore", package: "hummingbird")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")

/// A library of the house: its room is the folder it stands in.
func library(
    _ name: String, room: String, _ dependencies: [Target.Dependency] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(room)/\(name)",
        resources: resources, swiftSettings: strict)
}

/// Tests mirror the folder of what they test; shared fixtures stand in `Tests/Fixtures`.
func tests(_ name: String, room: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(room)/\(name)Tests",
        swiftSettings: strict)
}

let package = Package(
    name: "Aiki",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "aiki", targets: ["aiki"]),
        // What the nested packages (fuzzing, benchmarks) stand on.
        .library(name: "AikiCheckpoint", targets: ["AikiCheckpoint"]),
        .library(name: "AikiTemplate", targets: ["AikiTemplate"]),
        .library(name: "AikiTensor", targets: ["AikiTensor"]),
        .library(name: "AikiVectors", targets: ["AikiVectors"]),
        .library(name: "AikiTokenizer", targets: ["AikiTokenizer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Ground
        library("AikiBase", room: "Ground"),
        library("AikiDialogue", room: "Ground", ["AikiBase"]),
        .systemLibrary(name: "CZlib", path: "Sources/Ground/CZlib"),
        library("AikiArchive", room: "Ground", ["AikiBase", "CZlib"]),
        // Model
        .target(
            name: "CAikiKernels", path: "Sources/Model/CAikiKernels",
            cSettings: [.treatAllWarnings(as: .error)]),
        library("AikiTensor", room: "Model", ["AikiBase", "CAikiKernels"]),
        library("AikiTokenizer", room: "Model", ["AikiBase"]),
        library("AikiTemplate", room: "Model", ["AikiBase"]),
        library("AikiCheckpoint", room: "Model", ["AikiBase", "AikiTensor", crypto]),
        library(
            "AikiHub", room: "Model",
            ["AikiBase", "AikiCheckpoint", asyncHTTPClient, crypto, nioCore, nioHTTP1]),
        library("AikiModel", room: "Model", ["AikiBase", "AikiTensor", "AikiCheckpoint"]),
        library(
            "AikiEngine", room: "Model",
            [
                "AikiBase", "AikiDialogue", "AikiTensor", "AikiTokenizer", "AikiTemplate",
                "AikiCheckpoint", "AikiModel",
            ]),
        // Record
        library("AikiVectors", room: "Record", ["AikiBase", "AikiTensor"]),
        library(
            "AikiQdrant", room: "Record",
            ["AikiBase", "AikiVectors", asyncHTTPClient, nioCore, nioHTTP1]),
        library("AikiStore", room: "Record", ["AikiBase", grdb]),
        library(
            "AikiLedger", room: "Record", ["AikiBase", "AikiDialogue", "AikiStore", grdb, crypto],
            resources: [.embedInCode("Prices/prices.tsv")]),
        library(
            "AikiMemory", room: "Record",
            ["AikiBase", "AikiDialogue", "AikiStore", "AikiVectors", grdb, crypto]),
        library(
            "AikiImport", room: "Record",
            [
                "AikiBase", "AikiDialogue", "AikiArchive", "AikiQdrant", "AikiStore", "AikiMemory",
                grdb, crypto,
            ]),
        // Mind
        library(
            "AikiMind", room: "Mind",
            ["AikiBase", "AikiDialogue", "AikiStore", "AikiMemory", toml]),
        // Router
        library("AikiRouter", room: "Router", ["AikiBase", "AikiDialogue"]),
        library("AikiPrivacy", room: "Router", ["AikiBase", "AikiDialogue"]),
        library(
            "AikiProviders", room: "Router",
            ["AikiBase", "AikiDialogue", "AikiPrivacy", asyncHTTPClient, nioCore, nioHTTP1]),
        // Turn
        library(
            "AikiTurn", room: "Turn",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiMemory", "AikiLedger", "AikiMind",
                "AikiRouter",
            ]),
        // Growth
        library(
            "AikiCorpus", room: "Growth",
            [
                "AikiBase", "AikiArchive", "AikiTokenizer", "AikiTemplate", "AikiCheckpoint",
                "AikiPrivacy", toml, crypto,
            ]),
        library(
            "AikiSymbols", room: "Growth",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiCheckpoint", "AikiModel",
                "AikiCorpus",
            ]),
        library(
            "AikiTraining", room: "Growth",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiTemplate", "AikiCheckpoint",
                "AikiModel",
            ]),
        library("AikiExercises", room: "Growth", ["AikiBase", "AikiDialogue", "AikiMind"]),
        library(
            "AikiEvaluation", room: "Growth",
            ["AikiBase", "AikiTensor", "AikiTokenizer", "AikiCheckpoint", "AikiModel"]),
        // Planner
        library(
            "AikiPlanner", room: "Planner", ["AikiBase", "AikiDialogue", "AikiLedger", toml],
            resources: [
                .embedInCode("Scenarios/assistant.toml"),
                .embedInCode("Scenarios/paradigm.toml"),
                .embedInCode("Scenarios/sport.toml"),
            ]),
        // Doors
        library(
            "AikiServer", room: "Doors",
            [
                "AikiBase", "AikiDialogue", hummingbird, hummingbirdCore, httpTypes, nioCore,
                nioHTTP1,
                crypto, logging, serviceLifecycle,
            ]),
        // House
        library(
            "AikiHouse", room: "House",
            [
                "AikiBase", "AikiDialogue", "AikiTensor", "AikiTokenizer", "AikiTemplate",
                "AikiCheckpoint", "AikiHub", "AikiModel", "AikiEngine", "AikiStore", "AikiLedger",
                "AikiVectors", "AikiQdrant", "AikiMemory", "AikiImport", "AikiMind", "AikiRouter",
                "AikiPrivacy",
                "AikiProviders", "AikiTurn", "AikiCorpus",
                "AikiSymbols", "AikiTraining", "AikiExercises", "AikiEvaluation", "AikiPlanner",
                "AikiServer", asyncHTTPClient, nioCore, nioHTTP1,
                serviceLifecycle, unixSignals, toml, logging,
            ],
            resources: [
                // What `aiki model export --recipe` writes out.
                .embedInCode("Export/Recipe/train.py"),
                .embedInCode("Export/Recipe/token_shards.py"),
                .embedInCode("Export/Recipe/launch.sh"),
            ]),
        .executableTarget(
            name: "aiki",
            dependencies: [
                "AikiBase", "AikiDialogue", "AikiArchive", "AikiLedger", "AikiMemory", "AikiMind",
                "AikiRouter", "AikiPrivacy", "AikiProviders", "AikiTurn", "AikiSymbols",
                "AikiExercises", "AikiEvaluation", "AikiPlanner", "AikiServer", "AikiHouse",
                argumentParser,
            ],
            path: "Sources/Doors/aiki", swiftSettings: strict),

        // Tests, room by room
        .target(
            name: "AikiTestSupport", path: "Tests/Support/AikiTestSupport", swiftSettings: strict),
        .target(
            name: "CAllocationCount", path: "Tests/Support/CAllocationCount",
            cSettings: [.treatAllWarnings(as: .error)]),
        tests("AikiBase", room: "Ground", ["AikiBase", "AikiTestSupport"]),
        tests("AikiDialogue", room: "Ground", ["AikiBase", "AikiDialogue"]),
        tests("AikiArchive", room: "Ground", ["AikiBase", "AikiArchive", "AikiTestSupport"]),
        tests(
            "AikiTensor", room: "Model",
            ["AikiBase", "AikiTensor", "CAikiKernels", "CAllocationCount"]),
        tests("AikiTokenizer", room: "Model", ["AikiBase", "AikiTokenizer", "AikiCheckpoint"]),
        tests("AikiTemplate", room: "Model", ["AikiBase", "AikiTemplate"]),
        tests("AikiCheckpoint", room: "Model", ["AikiBase", "AikiTensor", "AikiCheckpoint"]),
        tests(
            "AikiHub", room: "Model",
            ["AikiBase", "AikiCheckpoint", "AikiHub", nioCore, hummingbird]),
        tests(
            "AikiModel", room: "Model",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiCheckpoint", "AikiModel",
                "CAllocationCount",
            ]),
        tests(
            "AikiEngine", room: "Model",
            [
                "AikiBase", "AikiDialogue", "AikiTensor", "AikiTokenizer", "AikiTemplate",
                "AikiCheckpoint", "AikiModel", "AikiEngine", "CAllocationCount",
            ]),
        tests("AikiVectors", room: "Record", ["AikiBase", "AikiTensor", "AikiVectors"]),
        tests(
            "AikiQdrant", room: "Record",
            ["AikiBase", "AikiVectors", "AikiQdrant", "QdrantStub"]),
        // A Qdrant server of this machine that goes wrong when told to.
        .target(
            name: "QdrantStub",
            dependencies: ["AikiBase", nioCore, nioHTTP1, nioPosix],
            path: "Tests/Support/QdrantStub", swiftSettings: strict),
        tests("AikiStore", room: "Record", ["AikiBase", "AikiStore", "AikiTestSupport", grdb]),
        tests(
            "AikiLedger", room: "Record",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiLedger", "AikiTestSupport",
                "BudgetTrialChild", grdb,
            ]),
        // Spends a budget until it is killed; see `BudgetTests`.
        .executableTarget(
            name: "BudgetTrialChild",
            dependencies: ["AikiBase", "AikiDialogue", "AikiStore", "AikiLedger"],
            path: "Tests/Support/BudgetTrialChild", swiftSettings: strict),
        tests(
            "AikiMemory", room: "Record",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiVectors", "AikiMemory",
                "AikiTestSupport", grdb,
            ]),
        tests(
            "AikiImport", room: "Record",
            [
                "AikiBase", "AikiDialogue", "AikiArchive", "AikiQdrant", "AikiStore", "AikiMemory",
                "AikiImport", "AikiTestSupport", "ImportTrialChild", "QdrantStub",
            ]),
        // Imports or forgets until it is killed; see `ImportTrials`.
        .executableTarget(
            name: "ImportTrialChild",
            dependencies: [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiMemory", "AikiImport",
            ],
            path: "Tests/Support/ImportTrialChild", swiftSettings: strict),
        tests("AikiMind", room: "Mind", ["AikiBase", "AikiDialogue", "AikiMemory", "AikiMind"]),
        tests("AikiRouter", room: "Router", ["AikiBase", "AikiDialogue", "AikiRouter"]),
        tests(
            "AikiTurn", room: "Turn",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiMemory", "AikiLedger", "AikiMind",
                "AikiRouter", "AikiTurn", "AikiTestSupport", "KillTrialChild", grdb,
            ]),
        // Records turns until it is killed; see `KillTrials`.
        .executableTarget(
            name: "KillTrialChild",
            dependencies: [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiMemory", "AikiLedger", "AikiMind",
                "AikiTurn",
            ],
            path: "Tests/Support/KillTrialChild", swiftSettings: strict),
        tests("AikiPrivacy", room: "Router", ["AikiBase", "AikiDialogue", "AikiPrivacy"]),
        // A provider that answers as the large ones do, or fails in every way; see `StubScript`.
        .target(
            name: "ProviderStub", dependencies: ["AikiBase", nioCore, nioPosix],
            path: "Tests/Support/ProviderStub", swiftSettings: strict),
        .executableTarget(
            name: "ProviderStubServer", dependencies: ["ProviderStub"],
            path: "Tests/Support/ProviderStubServer", swiftSettings: strict),
        tests(
            "AikiProviders", room: "Router",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiLedger", "AikiPrivacy",
                "AikiProviders", "AikiTestSupport", "ProviderStub",
            ]),
        tests(
            "AikiCorpus", room: "Growth",
            ["AikiBase", "AikiTokenizer", "AikiCheckpoint", "AikiPrivacy", "AikiCorpus"]),
        tests(
            "AikiSymbols", room: "Growth",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiCheckpoint", "AikiModel",
                "AikiCorpus", "AikiSymbols",
            ]),
        tests(
            "AikiTraining", room: "Growth",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiTemplate", "AikiCheckpoint",
                "AikiModel", "AikiTraining",
            ]),
        tests(
            "AikiExercises", room: "Growth",
            ["AikiBase", "AikiDialogue", "AikiMind", "AikiExercises"]),
        tests(
            "AikiEvaluation", room: "Growth",
            [
                "AikiBase", "AikiTensor", "AikiTokenizer", "AikiCheckpoint", "AikiModel",
                "AikiEvaluation",
            ]),
        tests(
            "AikiPlanner", room: "Planner",
            ["AikiBase", "AikiDialogue", "AikiLedger", "AikiPlanner"]),
        tests(
            "AikiServer", room: "Doors",
            [
                "AikiBase", "AikiDialogue", "AikiServer", logging, serviceLifecycle,
            ]),
        tests(
            "AikiHouse", room: "House",
            [
                "AikiBase", "AikiDialogue", "AikiStore", "AikiLedger", "AikiMemory", "AikiMind",
                "AikiPlanner", "AikiPrivacy", "AikiQdrant", "AikiTurn", "AikiServer", "AikiHouse",
                "AikiTestSupport", "ProviderStub", "QdrantStub", serviceLifecycle, logging,
            ]),
        // The program as a program: run in an empty folder, compare what it prints.
        tests("AikiProgram", room: "Doors", ["AikiBase", "aiki", "ProviderStub"]),
        tests("Tidy", room: "House", []),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)
