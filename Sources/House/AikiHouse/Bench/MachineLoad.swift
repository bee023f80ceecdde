import Foundation

/// How busy the machine was with other things while something was measured.
public struct MachineLoad: Sendable, Equatable {
    /// Processes that ran or waited, averaged over the last minute; nil where nobody says.
    public let average: Double?
    /// The share, 0 ... 1, of all cores' time that other processes used; nil where nobody says.
    public let othersShare: Double?
}

/// Where a measurement of the machine's load began.
struct MachineLoadWatch {
    private let machine: CPUTimes?
    private let own: Duration

    /// Begins now.
    init() {
        machine = CPUTimes.now
        own = ProcessUse.processorTime
    }

    /// The load from the beginning until now.
    func finish() -> MachineLoad {
        var averages = [0.0]
        let average = getloadavg(&averages, 1) == 1 ? averages[0] : nil
        guard let machine, let now = CPUTimes.now else {
            return MachineLoad(average: average, othersShare: nil)
        }
        let mine = (ProcessUse.processorTime - own) / .seconds(1)
        return MachineLoad(
            average: average,
            othersShare: now.othersShare(since: machine, ownSeconds: mine))
    }
}
