import Foundation

extension Renderer {
    /// `left sign right`.
    func combine(
        _ left: Value, _ sign: BinaryOperator, _ right: Value
    ) throws(TemplateError) -> Value {
        if let left = left.integer, let right = right.integer {
            return try whole(left, sign, right)
        }
        if let left = left.number, let right = right.number {
            return try real(left, sign, right)
        }
        if let result = try sequence(left, sign, right) { return result }
        for case .undefined(let what) in [left, right] {
            throw .undefined(line: line, what: what)
        }
        throw invalid(
            "'\(sign.rawValue)' cannot be used on \(left.typeName) and \(right.typeName)")
    }

    private func whole(
        _ left: Int, _ sign: BinaryOperator, _ right: Int
    ) throws(TemplateError) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch sign {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .power: return try power(left, right)
        case .divide, .floorDivide, .modulo:
            guard right != 0 else { throw invalid("division by zero") }
            if sign == .divide { return .double(Double(left) / Double(right)) }
            guard right != -1 else {
                if sign == .modulo { return .integer(0) }
                result = Int(0).subtractingReportingOverflow(left)
                break
            }
            let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
            let isBelow = remainder != 0 && (remainder < 0) != (right < 0)
            if sign == .floorDivide { return .integer(isBelow ? quotient - 1 : quotient) }
            return .integer(isBelow ? remainder + right : remainder)
        }
        guard !result.overflow else { throw .overflow(line: line) }
        return .integer(result.partialValue)
    }

    private func power(_ base: Int, _ exponent: Int) throws(TemplateError) -> Value {
        guard exponent >= 0 else {
            guard base != 0 else { throw invalid("zero cannot be raised to a negative power") }
            return .double(pow(Double(base), Double(exponent)))
        }
        if base == 0 || base == 1 { return .integer(exponent == 0 ? 1 : base) }
        if base == -1 { return .integer(exponent % 2 == 0 ? 1 : -1) }
        guard exponent < 64 else { throw .overflow(line: line) }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            guard !overflow else { throw .overflow(line: line) }
            result = product
        }
        return .integer(result)
    }

    private func real(
        _ left: Double, _ sign: BinaryOperator, _ right: Double
    ) throws(TemplateError) -> Value {
        switch sign {
        case .add: return .double(left + right)
        case .subtract: return .double(left - right)
        case .multiply: return .double(left * right)
        case .power:
            let result = pow(left, right)
            guard result.isNaN == (left.isNaN || right.isNaN), left != 0 || right >= 0,
                result.isFinite || !left.isFinite || !right.isFinite
            else { throw invalid("\(left) ** \(right) is no number") }
            return .double(result)
        case .divide, .floorDivide, .modulo:
            guard right != 0 else { throw invalid("division by zero") }
            if sign == .divide { return .double(left / right) }
            var remainder = fmod(left, right)
            var quotient = (left - remainder) / right
            if remainder != 0, (remainder < 0) != (right < 0) {
                remainder += right
                quotient -= 1
            }
            if remainder == 0 { remainder = right < 0 ? -0.0 : 0.0 }
            if sign == .modulo { return .double(remainder) }
            guard quotient != 0 else { return .double(left / right < 0 ? -0.0 : 0.0) }
            let floor = quotient.rounded(.down)
            return .double(quotient - floor > 0.5 ? floor + 1 : floor)
        }
    }

    /// Operators on text and lists; nil where the values are neither.
    private func sequence(
        _ left: Value, _ sign: BinaryOperator, _ right: Value
    ) throws(TemplateError) -> Value? {
        switch (left, sign, right) {
        case (_, .modulo, _):
            guard let text = left.text else { return nil }
            return try like(left, try format(text, with: right, isSafe: left.isSafe))
        case (_, .multiply, _):
            if let count = right.integer { return try repeated(left, count) }
            if let count = left.integer { return try repeated(right, count) }
            return nil
        case (.list(let first), .add, .list(let second)):
            return try list(first.elements + second.elements)
        case (.tuple(let first), .add, .tuple(let second)):
            try charge(elements: first.elements.count + second.elements.count)
            return .tuple(first.elements + second.elements)
        case (_, .add, _):
            guard let first = left.text, let second = right.text else { return nil }
            if left.isSafe || right.isSafe {
                let text =
                    (left.isSafe ? first : PythonText.escaped(first))
                    + (right.isSafe ? second : PythonText.escaped(second))
                try charge(bytes: text.utf8.count)
                return .safe(text)
            }
            try charge(bytes: first.utf8.count + second.utf8.count)
            return .string(first + second)
        default: return nil
        }
    }

    /// Text that is safe where its origin is.
    func like(_ origin: Value, _ text: String) throws(TemplateError) -> Value {
        try charge(bytes: text.utf8.count)
        return origin.isSafe ? .safe(text) : .string(text)
    }

    private func repeated(_ value: Value, _ count: Int) throws(TemplateError) -> Value? {
        let count = max(0, count)
        switch value {
        case .string(let text), .safe(let text):
            let (bytes, isTooLarge) = text.utf8.count.multipliedReportingOverflow(by: count)
            try charge(bytes: isTooLarge ? .max : bytes)
            let result = text.isEmpty ? "" : String(repeating: text, count: count)
            return value.isSafe ? .safe(result) : .string(result)
        case .list(let list), .tuple(let list):
            let (total, isTooLarge) = list.elements.count.multipliedReportingOverflow(by: count)
            try charge(elements: isTooLarge ? .max : total)
            var elements: [Value] = []
            if !list.elements.isEmpty {
                for _ in 0..<count { elements += list.elements }
            }
            if case .list = value { return .list(elements) }
            return .tuple(elements)
        default: return nil
        }
    }

    /// `-value`.
    func negative(_ value: Value) throws(TemplateError) -> Value {
        if let integer = value.integer {
            guard integer != .min else { throw .overflow(line: line) }
            return .integer(-integer)
        }
        guard let number = value.number else { throw signError(value, "-") }
        return .double(-number)
    }

    /// `+value`.
    func positive(_ value: Value) throws(TemplateError) -> Value {
        if let integer = value.integer { return .integer(integer) }
        guard let number = value.number else { throw signError(value, "+") }
        return .double(number)
    }

    private func signError(_ value: Value, _ sign: String) -> TemplateError {
        if case .undefined(let what) = value { return .undefined(line: line, what: what) }
        return invalid("'\(sign)' cannot be used on a \(value.typeName)")
    }

    // MARK: Comparisons

    /// Whether `left sign right` holds.
    func compare(
        _ left: Value, _ sign: ComparisonOperator, _ right: Value
    ) throws(TemplateError) -> Bool {
        try step()
        switch sign {
        case .equal: return try equal(left, right)
        case .notEqual: return try !equal(left, right)
        case .less: return try order(left, right, sign).map { $0 < 0 } ?? false
        case .lessOrEqual: return try order(left, right, sign).map { $0 <= 0 } ?? false
        case .greater: return try order(left, right, sign).map { $0 > 0 } ?? false
        case .greaterOrEqual: return try order(left, right, sign).map { $0 >= 0 } ?? false
        case .isIn: return try contains(right, left)
        case .isNotIn: return try !contains(right, left)
        }
    }

    /// Below 0, 0 or above 0 as left stands before, with or after right; nil where one is no
    /// number.
    func order(
        _ left: Value, _ right: Value, _ sign: ComparisonOperator = .less
    ) throws(TemplateError) -> Int? {
        if let first = left.text, let second = right.text {
            if first.utf8.elementsEqual(second.utf8) { return 0 }
            return first.utf8.lexicographicallyPrecedes(second.utf8) ? -1 : 1
        }
        if let first = left.integer, let second = right.integer {
            return first < second ? -1 : first > second ? 1 : 0
        }
        if let first = left.number, let second = right.number {
            if first.isNaN || second.isNaN { return nil }
            return first < second ? -1 : first > second ? 1 : 0
        }
        switch (left, right) {
        case (.list(let first), .list(let second)), (.tuple(let first), .tuple(let second)):
            for (one, other) in zip(first.elements, second.elements) {
                try step()
                if try equal(one, other) { continue }
                return try order(one, other, sign)
            }
            return first.elements.count - second.elements.count
        default:
            for case .undefined(let what) in [left, right] {
                throw .undefined(line: line, what: what)
            }
            throw invalid(
                "'\(sign.rawValue)' cannot compare \(left.typeName) and \(right.typeName)")
        }
    }

    /// Whether `element in container` holds.
    func contains(_ container: Value, _ element: Value) throws(TemplateError) -> Bool {
        if let text = container.text {
            guard let part = element.text else {
                throw invalid("'in' needs text on its left, not \(article(element))")
            }
            try step(text.utf8.count / 64)
            return part.isEmpty || !PythonText.occurrences(of: part, in: text, max: 1).isEmpty
        }
        if case .dictionary(let dictionary) = container {
            return dictionary[try hashed(element)] != nil
        }
        let elements = try elements(of: container)
        try step(elements.count / 8)
        return try firstIndex(of: element, in: elements, elements.indices) != nil
    }

    /// The elements that iterating a value gives.
    func elements(of value: Value) throws(TemplateError) -> [Value] {
        switch value {
        case .undefined: return []
        case .string(let text), .safe(let text):
            try charge(elements: text.utf8.count)
            return text.unicodeScalars.map { .string(String($0)) }
        case .list(let list), .tuple(let list): return list.elements
        case .dictionary(let dictionary): return dictionary.keys
        case .object(let object):
            if let length = object.length { try charge(elements: length) }
            guard let elements = object.iterate() else { break }
            return elements
        default: break
        }
        throw invalid("\(article(value)) cannot be iterated")
    }
}
