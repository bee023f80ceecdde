/// How wide the parts of a network are.
package struct NetworkShape: Sendable, Equatable {
    /// F: features of a text.
    package let features: Int
    /// H: the hidden layer.
    package let hidden: Int
    /// C: labels.
    package let labels: Int

    /// Names the widths.
    package init(features: Int, hidden: Int, labels: Int) {
        self.features = features
        self.hidden = hidden
        self.labels = labels
    }
}
