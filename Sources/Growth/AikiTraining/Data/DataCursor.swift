package import AikiBase

/// How far a run has come in its data.
package struct DataCursor: Sendable, Equatable {
    /// Times that all documents have been seen.
    package var epoch = 0
    /// The place in this epoch's order of sections, or of documents where they stay whole.
    package var place = 0
    /// Tokens of what stands at that place that have been seen.
    package var offset = 0

    /// The beginning of an epoch.
    package init(epoch: Int = 0) {
        self.epoch = epoch
    }

    /// As it stands in a checkpoint.
    package var json: JSONValue {
        [
            "epoch": .integer(Int64(epoch)), "place": .integer(Int64(place)),
            "offset": .integer(Int64(offset)),
        ]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    package init?(_ json: JSONValue?) {
        guard let object = json?.object,
            let epoch = object["epoch"]?.wholeNumber, let place = object["place"]?.wholeNumber,
            let offset = object["offset"]?.wholeNumber, epoch >= 0, place >= 0, offset >= 0
        else { return nil }
        (self.epoch, self.place, self.offset) = (epoch, place, offset)
    }
}
