package import AikiBase

/// Reads the members of a JSON object strictly: a wrong type is an error that names its path.
///
/// `null` counts as absent, as it does at OpenAI. What was never asked for is in ``unread``.
package struct FieldReader {
    private let object: JSONObject
    private let path: String
    private var read: [String] = []

    /// Reads an object that stands at a path; the path of the body itself is empty.
    package init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    /// Reads a value that must be an object.
    package init(_ value: JSONValue, path: String) throws(APIError) {
        guard case .object(let object) = value else {
            throw .wrongType(path, expected: "an object", got: value)
        }
        self.init(object, path: path)
    }

    /// Members that were never asked for, in order.
    package var unread: [String] { object.keys.filter { !read.contains($0) } }

    /// Where a member stands, as a client would write it.
    package func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// A member of any type; nil where it is absent or `null`.
    package mutating func value(_ key: String) -> JSONValue? {
        read.append(key)
        guard let value = object[key], value != .null else { return nil }
        return value
    }

    /// Marks members as known, so that they are not reported as ignored.
    package mutating func skip(_ keys: String...) {
        read += keys
    }

    /// Text.
    package mutating func string(_ key: String) throws(APIError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.text else {
            throw .wrongType(path(key), expected: "a string", got: value)
        }
        return text
    }

    /// Text that must be there.
    package mutating func requiredString(_ key: String) throws(APIError) -> String {
        guard let text = try string(key) else {
            throw .invalid(path(key), "'\(path(key))' is missing.")
        }
        return text
    }

    /// A truth value.
    package mutating func bool(_ key: String) throws(APIError) -> Bool? {
        guard let value = value(key) else { return nil }
        guard let truth = value.truth else {
            throw .wrongType(path(key), expected: "true or false", got: value)
        }
        return truth
    }

    /// A whole number in a range.
    package mutating func integer(
        _ key: String, in range: ClosedRange<Int>
    ) throws(APIError) -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.wholeNumber else {
            throw .wrongType(path(key), expected: "a whole number", got: value)
        }
        guard range.contains(number) else {
            throw .outOfRange(path(key), got: "\(number)", allowed: "\(range)")
        }
        return number
    }

    /// A number in a range.
    package mutating func number(
        _ key: String, in range: ClosedRange<Double>
    ) throws(APIError) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.real else {
            throw .wrongType(path(key), expected: "a number", got: value)
        }
        guard range.contains(number) else {
            throw .outOfRange(path(key), got: "\(number)", allowed: "\(range)")
        }
        return number
    }

    /// An array of at most so many elements.
    package mutating func array(
        _ key: String, countMax: Int
    ) throws(APIError) -> [JSONValue]? {
        guard let value = value(key) else { return nil }
        guard let elements = value.elements else {
            throw .wrongType(path(key), expected: "an array", got: value)
        }
        guard elements.count <= countMax else {
            throw .tooMany(path(key), count: elements.count, limit: countMax)
        }
        return elements
    }

    /// An object.
    package mutating func object(_ key: String) throws(APIError) -> JSONObject? {
        guard let value = value(key) else { return nil }
        guard let object = value.object else {
            throw .wrongType(path(key), expected: "an object", got: value)
        }
        return object
    }
}

extension APIError {
    /// A value of another type than it must be.
    package static func wrongType(_ path: String, expected: String, got: JSONValue) -> APIError {
        APIError(
            status: 400, code: "invalid_type", param: path,
            message: "'\(path)' must be \(expected), not \(got.kindName).")
    }

    /// A number outside its range.
    package static func outOfRange(
        _ path: String, got: String, allowed: String
    ) -> APIError {
        APIError(
            status: 400, code: "invalid_value", param: path,
            message: "'\(path)' is \(got) and must be in \(allowed).")
    }

    /// More elements than are read.
    package static func tooMany(_ path: String, count: Int, limit: Int) -> APIError {
        APIError(
            status: 400, code: "too_many", param: path,
            message: "'\(path)' has \(count) elements; the limit is \(limit).")
    }
}

extension JSONValue {
    /// What kind of value it is, for messages.
    fileprivate var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
