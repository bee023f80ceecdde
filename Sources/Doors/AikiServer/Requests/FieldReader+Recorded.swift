/// Reading what the ledger keeps of a request.
extension FieldReader {
    /// Text that is recorded, at whose U+0000 a database would end it.
    package mutating func recordedString(
        _ key: String, bytesMax: Int
    ) throws(APIError) -> String? {
        guard let text = try string(key) else { return nil }
        try checkRecorded(text, key)
        guard text.utf8.count <= bytesMax else {
            throw .invalid(
                path(key),
                "'\(path(key))' has \(text.utf8.count) bytes; at most \(bytesMax) are allowed.")
        }
        return text
    }

    /// Text that is recorded and must be there.
    package mutating func requiredRecordedString(_ key: String) throws(APIError) -> String {
        let text = try requiredString(key)
        try checkRecorded(text, key)
        return text
    }

    private func checkRecorded(_ text: String, _ key: String) throws(APIError) {
        guard !text.utf8.contains(0) else {
            throw .invalid(path(key), "'\(path(key))' holds U+0000.")
        }
    }
}
