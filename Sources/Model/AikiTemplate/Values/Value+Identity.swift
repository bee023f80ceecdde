extension Value {
    /// What Python's `==` says.
    func equals(_ other: Value) -> Bool {
        switch (self, other) {
        case (.undefined, .undefined), (.none, .none): return true
        case (.string(let left), _), (.safe(let left), _):
            guard let right = other.text else { return false }
            return left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
            return left.elements.count == right.elements.count
                && zip(left.elements, right.elements).allSatisfy { $0.equals($1) }
        case (.dictionary(let left), .dictionary(let right)):
            guard left.count == right.count else { return false }
            return zip(left.keys, left.values).allSatisfy { key, value in
                guard let key = key.key, let twin = right[key] else { return false }
                return value.equals(twin)
            }
        case (.object(let left), .object(let right)):
            return left.equals(right)
        default:
            if let left = integer, let right = other.integer { return left == right }
            if let left = number, let right = other.number { return left == right }
            return false
        }
    }

    /// What Python's `is` says, where that does not depend on how Python shares its values.
    func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.none, .none): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.object(let left), .object(let right)): left === right
        case (.string, .string): equals(other)
        default: false
        }
    }
}
