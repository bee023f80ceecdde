import AikiBase
import AikiMemory
import AikiMind
import AikiQdrant
import AikiServer
import AikiStore
import AikiTensor
import Foundation

/// Looks at everything the house needs and says what to do about each gap.
///
/// Mends nothing. As any use of the house does, looking makes the folder where it is missing, and brings
/// a store of an earlier version up to date.
public struct Doctor: Sendable {
    private static let gibibyte: Int64 = 1 << 30
    /// Less free space than this does not hold a model.
    private static let diskBytesMin: Int64 = 2 << 30

    private let environment: [String: String]

    /// A doctor for the house that the environment names.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// Everything that was seen, in the order in which it matters.
    public func examine() async -> [Finding] {
        var findings = [kernels(), memory()]
        do {
            let home = try HouseHome(environment: environment)
            findings += [folder(home), disk(home), models(home), identity(home)]
            findings += await store(home)
            findings.append(recall(home))
            findings += learned(home)
            findings += await collection(home)
            findings += [keys(home), port(home)]
        } catch {
            findings.append(Finding("settings", error: error))
        }
        return findings + [await neighbours()]
    }

    private func kernels() -> Finding {
        let kinds = CPUKind.detected.map(\.rawValue).joined(separator: ", ")
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let isFast = CPUKind.best != .scalar
        return Finding(
            "processor", isFast ? .good : .note,
            "\(cores) cores; kernels: \(kinds); \(CPUKind.best.rawValue) is used",
            remedy: isFast ? "" : "Answers are slow without AVX2, AVX-512 or NEON.")
    }

    private func memory() -> Finding {
        let bytes = Int64(clamping: ProcessInfo.processInfo.physicalMemory)
        let gibibytes = Double(bytes) / Double(Self.gibibyte)
        let isEnough = bytes >= 4 * Self.gibibyte
        return Finding(
            "memory", isEnough ? .good : .note,
            "\((gibibytes * 10).rounded() / 10) GiB",
            remedy: isEnough ? "" : "Choose models below 1 GiB, quantised to Q4_K_M.")
    }

    private func folder(_ home: HouseHome) -> Finding {
        let path = home.folder.path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            return Finding(
                "folder", .bad, "\(path) can be read by others",
                remedy: "chmod 700 '\(path)'")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return Finding(
                "folder", .bad, "\(path) cannot be written",
                remedy: "Nothing can be recorded: give it to you, or set AIKI_HOME to another.")
        }
        return Finding("folder", .good, path)
    }

    private func disk(_ home: HouseHome) -> Finding {
        let attributes = try? FileManager.default.attributesOfFileSystem(
            forPath: home.folder.path)
        let bytes = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
        let isEnough = bytes >= Self.diskBytesMin
        return Finding(
            "disk", isEnough ? .good : .note, "\(bytes / Self.gibibyte) GiB free",
            remedy: isEnough ? "" : "Make place: a small model takes 1 to 3 GiB.")
    }

    private func models(_ home: HouseHome) -> Finding {
        do {
            let models = try home.shelf.list()
            let broken = try home.shelf.listBroken()
            guard broken.isEmpty else {
                return Finding(
                    "models", .bad,
                    broken.map { "'\($0.name)': \($0.problem)" }.joined(separator: " "),
                    remedy: "`aiki model remove NAME` removes a damaged model; get it again.")
            }
            guard !models.isEmpty else {
                return Finding(
                    "models", .bad, "none is installed", remedy: HouseError.noModel.hint)
            }
            let names = models.map(\.name).joined(separator: ", ")
            guard models.contains(where: { !$0.isEmbedder }) else {
                return Finding(
                    "models", .bad, "\(names); none of them writes",
                    remedy: HouseError.noModel.hint)
            }
            guard models.contains(where: \.canChat) else {
                return Finding(
                    "models", .note, "\(names); none of them has a chat template",
                    remedy: "They go on with a text (`aiki ask --raw`); to chat, get another.")
            }
            return Finding("models", .good, names)
        } catch {
            return Finding("models", error: error)
        }
    }

    private func identity(_ home: HouseHome) -> Finding {
        guard FileManager.default.fileExists(atPath: home.identityFile.path) else {
            return Finding("identity", .good, "the one that comes with the program")
        }
        do {
            let identity = try Identity.load(from: home.identityFile)
            let count = (identity.contract ?? .standard).assertions.count
            return Finding(
                "identity", .good,
                "\(identity.name), from \(home.identityFile.path); contract of \(count)")
        } catch {
            return Finding("identity", error: error)
        }
    }

    private func store(_ home: HouseHome) async -> [Finding] {
        let path = home.storeFile.path
        guard FileManager.default.fileExists(atPath: path) else {
            return [Finding("store", .good, "not there yet; the first conversation makes it")]
        }
        do {
            let store = try Store(path: path, schemas: House.schemas)
            let problems = try await store.findDamage() + store.checkInvariants()
            let forgetting = try await Self.forgetting(store)
            try store.close()
            guard let first = problems.first else {
                return [Finding("store", .good, "\(path), whole")] + forgetting
            }
            let damage = Finding(
                "store", .bad, "\(problems.count) problems, the first: \(first)",
                remedy: "`aiki restore FOLDER` brings back a backup.")
            return [damage] + forgetting
        } catch {
            return [Finding("store", error: error)]
        }
    }

    /// Names what was not forgotten to the end.
    private static func forgetting(_ store: Store) async throws -> [Finding] {
        let count = try await Forgetting(store: store, keepers: []).unfinishedCount()
        guard count > 0 else { return [] }
        return [
            Finding(
                "forgetting", .bad,
                "\(count) did not come to an end: files beside the store may still hold something",
                remedy: "`aiki memory certificates` finishes it, as any use of the house does.")
        ]
    }

    private func recall(_ home: HouseHome) -> Finding {
        guard home.settings.boolean("memory.recall") else {
            return Finding(
                "recall", .note, "switched off by memory.recall",
                remedy: "`aiki config` shows where that is set.")
        }
        let embedders = (try? home.shelf.list().filter(\.isEmbedder)) ?? []
        guard embedders.isEmpty else {
            return Finding(
                "recall", .good, "turns are given what is remembered, found by meaning and words")
        }
        return Finding(
            "recall", .note, "turns are given what is remembered, found by its words alone",
            remedy: "`script/embedder` brings all-MiniLM-L6-v2, which compares meaning.")
    }

    /// The files of what was learned, as far as they are there. Turns go on without one that cannot be
    /// read, and say nothing of it.
    private func learned(_ home: HouseHome) -> [Finding] {
        let room = home.routerRoom
        let symbols = home.symbols
        return [
            look("router", at: room.file) { _ = try room.estimate() },
            look("intents", at: room.intentsFile) { _ = try room.intents() },
            look("symbols", at: symbols.file) { _ = try symbols.model(nil) },
        ].compactMap { $0 }
    }

    private func look(_ subject: String, at file: URL, read: () throws -> Void) -> Finding? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            try read()
            return Finding(subject, .good, file.path)
        } catch {
            return Finding(subject, error: error)
        }
    }

    /// The collection that is attached, if one is.
    private func collection(_ home: HouseHome) async -> [Finding] {
        do {
            guard let attachment = try home.attachment() else { return [] }
            let place = "'\(attachment.collection)' at \(attachment.address)"
            let count = try await attachment.client(home).count()
            return [Finding("vectors", .good, "\(count) in \(place)")]
        } catch {
            return [Finding("vectors", error: error)]
        }
    }

    private func keys(_ home: HouseHome) -> Finding {
        do {
            let count = try home.keys.list().count
            let host = home.settings.text("server.host")
            let isNeeded = !LoopbackHost.isLoopback(address: host)
            guard count == 0, isNeeded else {
                return Finding("API keys", .good, "\(count); loopback needs none unless set so")
            }
            return Finding(
                "API keys", .bad, "none, and the server is to listen on \(host)",
                remedy: "`aiki api-key create` makes one.")
        } catch {
            return Finding("API keys", error: error)
        }
    }

    private func port(_ home: HouseHome) -> Finding {
        let port = home.settings.integer("server.port")
        guard port == 0 || LoopbackProbe.isFree(port: port) else {
            return Finding(
                "port", .note, "\(port) is taken, perhaps by a running `aiki serve`",
                remedy: "Choose another with `aiki serve --port`.")
        }
        return Finding("port", .good, "\(port) is free")
    }

    private func neighbours() async -> Finding {
        let servers = await LocalServer.find()
        guard !servers.isEmpty else {
            return Finding("other servers", .good, "neither Ollama nor llama-server runs here")
        }
        let seen = servers.map { server in
            let models = server.models.isEmpty ? "no models" : server.models.joined(separator: ", ")
            return "\(server.name) on port \(server.port) with \(models)"
        }
        return Finding("other servers", .note, seen.joined(separator: "; "))
    }
}
