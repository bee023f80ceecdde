/// Methods of Python's `str`.
enum StringMethod: String {
    case capitalize, casefold, center, count, endswith, expandtabs, find, format
    case formatMap = "format_map"
    case index, isalnum, isalpha, isascii, isdecimal, isdigit, islower, isnumeric, isprintable
    case isspace, istitle, isupper, join, ljust, lower, lstrip, partition, removeprefix
    case removesuffix, replace, rfind, rindex, rjust, rpartition, rsplit, rstrip, split
    case splitlines, startswith, strip, swapcase, title, upper, zfill
}

extension Renderer {
    /// Calls a method of text; `origin` is the text as a value, safe or not.
    func call(
        _ method: StringMethod, of text: String, _ arguments: CallArguments, origin: Value
    ) throws(TemplateError) -> Value {
        try charge(bytes: text.utf8.count)
        let name = method.rawValue
        switch method {
        case .capitalize, .casefold, .lower, .upper, .title, .swapcase:
            _ = try bind(arguments, [], of: name)
            return try like(origin, changedCase(text, method))
        case .strip, .lstrip, .rstrip:
            let bound = try bind(arguments, ["chars"], of: name)
            return try like(origin, try stripped(text, method, bound[0]))
        case .center, .ljust, .rjust, .zfill:
            return try like(origin, try padded(text, method, arguments))
        case .count, .find, .rfind, .index, .rindex:
            return .integer(try position(text, method, arguments))
        case .startswith, .endswith:
            return .bool(try matches(text, method, arguments))
        case .removeprefix, .removesuffix:
            let part = try self.text(
                try bind(arguments, ["part"], required: 1, of: name)[0], of: name)
            return try like(origin, removed(part, from: text, atStart: method == .removeprefix))
        case .replace: return try replace(text, arguments, origin)
        case .split, .rsplit: return try split(text, method, arguments, origin)
        case .partition, .rpartition: return try partition(text, method, arguments, origin)
        case .splitlines:
            let bound = try bind(arguments, ["keepends"], of: name)
            let lines = PythonText.lines(of: text, keepsEnds: bound[0]?.isTrue ?? false)
            return try list(
                try lines.map { (line) throws(TemplateError) in try like(origin, line) })
        case .join:
            let parts = try bind(arguments, ["iterable"], required: 1, of: name)[0] ?? .none
            return try join(try elements(of: parts), with: text, origin)
        case .format, .formatMap: return try format(text, method, arguments, origin)
        case .expandtabs:
            let bound = try bind(arguments, ["tabsize"], of: name)
            return try like(origin, try expandTabs(text, try whole(bound[0], 8, of: name)))
        case .isalnum, .isalpha, .isascii, .isdecimal, .isdigit, .islower, .isnumeric,
            .isprintable, .isspace, .istitle, .isupper:
            _ = try bind(arguments, [], of: name)
            return .bool(has(text, method))
        }
    }

    // MARK: Case

    private func changedCase(_ text: String, _ method: StringMethod) -> String {
        switch method {
        case .capitalize: return PythonText.capitalized(text)
        case .upper: return text.uppercased()
        case .title: return PythonText.titled(text)
        case .swapcase:
            return text.unicodeScalars.map { scalar in
                scalar.properties.isUppercase
                    ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping
            }.joined()
        case .casefold:
            return text.lowercased().unicodeScalars.map { $0 == "ß" ? "ss" : String($0) }.joined()
        default: return text.lowercased()
        }
    }

    private func has(_ text: String, _ method: StringMethod) -> Bool {
        let scalars = text.unicodeScalars
        func all(_ test: (Unicode.Scalar) -> Bool) -> Bool {
            !scalars.isEmpty && scalars.allSatisfy(test)
        }
        switch method {
        case .isascii: return scalars.allSatisfy(\.isASCII)
        case .isprintable: return scalars.allSatisfy(PythonText.isPrintable)
        case .isalpha: return all(PythonText.isLetter)
        case .isalnum:
            return all { PythonText.isLetter($0) || $0.properties.numericType != nil }
        case .isdecimal: return all { $0.properties.numericType == .decimal }
        case .isdigit: return all(PythonText.isDigit)
        case .isnumeric: return all { $0.properties.numericType != nil }
        case .isspace: return all(PythonText.isSpace)
        case .istitle: return isTitle(scalars)
        case .islower:
            return scalars.contains { $0.properties.isLowercase }
                && !scalars.contains { isCapital($0) }
        default:
            return scalars.contains { $0.properties.isUppercase }
                && !scalars.contains {
                    $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter
                }
        }
    }

    private func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
    }

    private func isTitle(_ scalars: String.UnicodeScalarView) -> Bool {
        var isAfterCased = false
        var hasCapital = false
        for scalar in scalars {
            if isCapital(scalar) {
                if isAfterCased { return false }
                isAfterCased = true
                hasCapital = true
            } else if scalar.properties.isLowercase {
                if !isAfterCased { return false }
            } else {
                isAfterCased = false
            }
        }
        return hasCapital
    }

    // MARK: Ends and padding

    private func stripped(
        _ text: String, _ method: StringMethod, _ characters: Value?
    ) throws(TemplateError) -> String {
        let set: String?
        switch characters {
        case nil, .some(.none): set = nil
        case .some(let value): set = try self.text(value, of: method.rawValue)
        }
        return PythonText.trimmed(
            text, of: set, start: method != .rstrip, end: method != .lstrip)
    }

    private func removed(_ part: String, from text: String, atStart: Bool) -> String {
        let bytes = text.utf8
        if atStart, bytes.starts(with: part.utf8) {
            return String(Substring(bytes.dropFirst(part.utf8.count)))
        }
        if !atStart, bytes.reversed().starts(with: part.utf8.reversed()) {
            return String(Substring(bytes.dropLast(part.utf8.count)))
        }
        return text
    }

    private func padded(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments
    ) throws(TemplateError) -> String {
        let bound = try bind(arguments, ["width", "fillchar"], required: 1, of: method.rawValue)
        let width = try whole(bound[0], 0, of: method.rawValue)
        let fill =
            method == .zfill
            ? "0"
            : try bound[1].map { (value) throws(TemplateError) in
                try self.text(value, of: method.rawValue)
            } ?? " "
        guard fill.unicodeScalars.count == 1 else {
            throw invalid("'\(method.rawValue)' fills with one character")
        }
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        try charge(bytes: width > limits.outputBytesMax ? .max : width * 4)
        switch method {
        case .ljust: return text + String(repeating: fill, count: missing)
        case .center:
            let left = missing / 2 + (missing & width & 1)
            return String(repeating: fill, count: left) + text
                + String(repeating: fill, count: missing - left)
        case .zfill:
            let sign = text.unicodeScalars.first.map { "+-".unicodeScalars.contains($0) } ?? false
            let zeros = String(repeating: fill, count: missing)
            guard sign else { return zeros + text }
            return String(text.unicodeScalars.prefix(1)) + zeros
                + String(text.unicodeScalars.dropFirst())
        default: return String(repeating: fill, count: missing) + text
        }
    }

    private func expandTabs(_ text: String, _ size: Int) throws(TemplateError) -> String {
        var result = ""
        var column = 0
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                guard size > 0 else { continue }
                let spaces = size - column % size
                try charge(bytes: spaces)
                result += String(repeating: " ", count: spaces)
                column += spaces
            } else {
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
