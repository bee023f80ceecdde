public import AikiBase
import AikiDialogue
public import AikiMind
import Foundation

/// Who Aiki is, and which models may speak for it.
public struct IdentityRoom: Sendable {
    private let home: HouseHome

    /// The identity of a house.
    init(home: HouseHome) {
        self.home = home
    }

    /// The identity, from `identity.toml`; the file is written where there is none.
    ///
    /// - Throws: `MindError`; the system's error where the file cannot be read.
    public func identity() throws -> Identity { try Identity.load(from: home.identityFile) }

    /// Adds something that was learned, with today's date.
    ///
    /// - Throws: `MindError`; the system's error where the file cannot be written.
    public func learn(
        _ text: String, clock: any WallClock = SystemWallClock()
    ) throws -> Identity {
        let day = String(clock.now().ISO8601Format().prefix(10))
        return try Identity.learn(LearnedTrait(day: day, text: text), in: home.identityFile)
    }

    /// Asks a model what the contract holds.
    ///
    /// - Parameters:
    ///   - name: the model, with or without adapters (`base+adapter`); nil asks the one that speaks.
    ///   - samples: how many answers to each question.
    ///   - seed: where drawn answers begin.
    ///   - progress: told while the model is loaded and as answers come.
    /// - Returns: what held.
    /// - Throws: ``HouseError/noModel``; what loading and asking the model throws.
    public func check(
        model name: String?, samples: Int = 1, seed: UInt64 = 1, progress: ProgressHandler?
    ) async throws -> IdentityReport {
        guard let name = try name ?? home.shelf.chatterName() else { throw HouseError.noModel }
        let identity = try identity()
        let shelf = home.shelf
        let adapters = home.adapters
        let home = home
        let loader = ModelLoader(limits: home.loaderLimits) { name in
            try await shelf.load(
                name, try home.engineConfiguration(for: name), adapters: adapters,
                progress: progress)
        }
        let directory = InstalledDirectory(
            shelf: shelf, adapters: adapters, loader: loader, listsEverything: false)
        let model = try await directory.languageModel(named: name)
        return try await IdentityCheck(identity).run(
            on: model, samples: samples, seed: seed, progress: progress)
    }

    /// Lets a model speak for Aiki where it keeps the contract.
    ///
    /// A model that does not chat is not asked: it answers nobody as Aiki.
    ///
    /// - Parameters:
    ///   - name: the model.
    ///   - isForced: promotes it without asking.
    ///   - progress: told as answers come.
    /// - Returns: what held; nil where the model was not asked.
    /// - Throws: ``HouseError/contractFailed(name:drift:failed:)``; nothing is then changed.
    public func promote(
        _ name: String, isForced: Bool, progress: ProgressHandler?
    ) async throws -> IdentityReport? {
        let model = try home.shelf.find(name)
        var report: IdentityReport?
        if model.canChat, !isForced {
            let checked = try await check(model: name, progress: progress)
            guard checked.passes else {
                throw HouseError.contractFailed(
                    name: name, drift: checked.drift,
                    failed: checked.outcomes.filter { !$0.holds }.map(\.name))
            }
            report = checked
        }
        try home.shelf.promote(name)
        return report
    }
}

extension HouseHome {
    /// Who Aiki is.
    public var identityRoom: IdentityRoom { IdentityRoom(home: self) }

    /// What the state may do, as the settings say.
    public var mindPolicies: MindPolicies {
        var policies = MindPolicies()
        policies.tone = settings.boolean("mind.tone")
        policies.verbosity = settings.boolean("mind.verbosity")
        policies.salience = settings.boolean("mind.salience")
        policies.speakingUp = settings.boolean("mind.speaking_up")
        return policies
    }
}
