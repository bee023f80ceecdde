extension Renderer {
    /// What Python's `==` says.
    ///
    /// Each element counts as a step: lists that hold one another twice, sixty deep, are as long to
    /// compare as if they held 2^60 elements.
    func equal(_ left: Value, _ right: Value) throws(TemplateError) -> Bool {
        switch (left, right) {
        case (.undefined, .undefined), (.none, .none): return true
        case (.string(let one), _), (.safe(let one), _):
            guard let other = right.text, one.utf8.count == other.utf8.count else { return false }
            try step(one.utf8.count / 256)
            return one.utf8.elementsEqual(other.utf8)
        case (.list(let one), .list(let other)), (.tuple(let one), .tuple(let other)):
            return try equal(one.elements, other.elements)
        case (.dictionary(let one), .dictionary(let other)):
            return try equal(one, other)
        case (.object(let one as MethodObject), .object(let other as MethodObject)):
            guard one.name == other.name else { return false }
            try step()
            return try equal(one.receiver, other.receiver)
        case (.object(let one), .object(let other)):
            return one.equals(other)
        default:
            if let one = left.integer, let other = right.integer { return one == other }
            if let one = left.number, let other = right.number { return one == other }
            return false
        }
    }

    /// Whether two lists hold equal elements.
    func equal(_ left: [Value], _ right: [Value]) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        for (one, other) in zip(left, right) {
            try step()
            guard try equal(one, other) else { return false }
        }
        return true
    }

    private func equal(
        _ left: ValueDictionary, _ right: ValueDictionary
    ) throws(TemplateError) -> Bool {
        guard left.count == right.count else { return false }
        for (key, value) in zip(left.keys, left.values) {
            try step()
            guard let place = try lookupKey(key), let twin = right[place] else { return false }
            guard try equal(value, twin) else { return false }
        }
        return true
    }

    /// The first place in a range of elements where a value stands; nil where it does not.
    func firstIndex(
        of value: Value, in elements: [Value], _ range: Range<Int>
    ) throws(TemplateError) -> Int? {
        for index in range {
            guard try equal(elements[index], value) else { continue }
            return index
        }
        return nil
    }

    /// A value as a key; nil where Python calls it unhashable.
    ///
    /// What a tuple holds is charged, as it is copied: tuples that hold one another twice have keys
    /// that double with each level.
    func lookupKey(_ value: Value) throws(TemplateError) -> ValueDictionary.Key? {
        guard case .tuple(let list) = value else { return value.singleKey }
        try charge(elements: list.elements.count)
        var keys: [ValueDictionary.Key] = []
        keys.reserveCapacity(list.elements.count)
        for element in list.elements {
            guard let key = try lookupKey(element) else { return nil }
            keys.append(key)
        }
        return .tuple(keys)
    }
}
