import AikiRouter
import Testing

/// Goal: the network learns what no line parts, and says likelihoods. Method: two classes at opposite
/// corners of a square; sums of likelihoods; the machine beside it, which cannot.
@Suite struct HiddenNetworkTests {
    private static let corners: [[Float]] = [[1, 1], [-1, -1], [1, -1], [-1, 1]]
    private static let vectors: [[Float]] = (0..<400).map { (index: Int) -> [Float] in
        let shift = Float(index % 7 - 3) / 10
        return corners[index % 4].map { $0 + shift }
    }
    private static let labels = (0..<400).map { $0 % 4 < 2 ? 0 : 1 }

    @Test func `opposite corners are one class`() {
        var training = HiddenNetwork.Training()
        training.hidden = 32
        training.epochs = 60
        training.inputDropout = 0
        training.hiddenDropout = 0
        let network = HiddenNetwork.train(
            Self.vectors, labels: Self.labels, classes: 2, seed: 3, training)
        #expect(
            network
                == HiddenNetwork.train(
                    Self.vectors, labels: Self.labels, classes: 2, seed: 3, training))
        for (corner, label) in zip(Self.corners, [0, 0, 1, 1]) {
            let scores = network.scores(corner)
            #expect(scores[label] > scores[1 - label] + 1, "\(corner) \(scores)")
        }
        var machine = LinearMachine(classes: 2, width: 2)
        let inputs = Self.vectors.map {
            LinearMachine.Input(vector: $0, text: HashedText(""))
        }
        machine.train(inputs, labels: Self.labels, seed: 3)
        let right = zip(inputs, Self.labels).count { input, label in
            let scores = machine.scores(input)
            return scores[label] > scores[1 - label]
        }
        #expect(right < 300)
    }
}
