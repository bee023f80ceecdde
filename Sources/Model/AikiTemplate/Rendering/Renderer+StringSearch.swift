extension Renderer {
    /// `count`, `find`, `rfind`, `index`, `rindex`, in characters.
    func position(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments
    ) throws(TemplateError) -> Int {
        let name = method.rawValue
        let bound = try bind(arguments, ["sub", "start", "end"], required: 1, of: name)
        let part = try self.text(bound[0], of: name)
        try step(text.utf8.count / 256)
        let (range, offset) =
            try part.isEmpty || bound[1] != nil || bound[2] != nil
            ? window(text, bound[1], bound[2], of: name) : (text, 0)
        guard offset >= 0 else {
            if method == .index || method == .rindex { throw invalid("the text was not found") }
            return method == .count ? 0 : -1
        }
        if part.isEmpty {
            let count = range.unicodeScalars.count
            return method == .count
                ? count + 1 : offset + (method == .rfind || method == .rindex ? count : 0)
        }
        if method == .count { return PythonText.occurrences(of: part, in: range).count }
        let found =
            method == .find || method == .index
            ? PythonText.occurrences(of: part, in: range, max: 1).first
            : lastOccurrence(of: part, in: range)
        guard let found else {
            if method == .index || method == .rindex { throw invalid("the text was not found") }
            return -1
        }
        return offset + range.utf8.prefix(found).count { $0 & 0xC0 != 0x80 }
    }

    /// The last one is the first from behind.
    private func lastOccurrence(of part: String, in text: String) -> Int? {
        let (needle, bytes) = (Array(part.utf8.reversed()), Array(text.utf8.reversed()))
        return PythonText.occurrences(of: needle, in: bytes, max: 1).first
            .map { bytes.count - needle.count - $0 }
    }

    /// The characters from start to end, and where they start; below 0 where start is past the end.
    private func window(
        _ text: String, _ start: Value?, _ end: Value?, of name: String
    ) throws(TemplateError) -> (text: String, offset: Int) {
        let scalars = Array(text.unicodeScalars)
        func bound(_ value: Value?, _ fallback: Int) throws(TemplateError) -> Int {
            guard let value, !value.isNone else { return fallback }
            let index = try whole(value, fallback, of: name)
            return index < 0 ? max(0, index + scalars.count) : index
        }
        let first = try bound(start, 0)
        let last = min(scalars.count, try bound(end, scalars.count))
        guard first <= last else { return ("", -1) }
        return (PythonText.string(scalars[first..<last]), first)
    }

    /// `startswith`, `endswith`.
    func matches(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments
    ) throws(TemplateError) -> Bool {
        let name = method.rawValue
        let bound = try bind(arguments, ["part", "start", "end"], required: 1, of: name)
        var range = text
        if bound[1] != nil || bound[2] != nil {
            let window = try window(text, bound[1], bound[2], of: name)
            guard window.offset >= 0 else { return false }
            range = window.text
        }
        var parts: [String] = []
        if case .tuple(let list) = bound[0] {
            for element in list.elements { parts.append(try self.text(element, of: name)) }
        } else {
            parts = [try self.text(bound[0], of: name)]
        }
        return parts.contains { part in
            method == .startswith
                ? range.utf8.starts(with: part.utf8)
                : range.utf8.reversed().starts(with: part.utf8.reversed())
        }
    }

    // MARK: Replacing

    func replace(
        _ text: String, _ arguments: CallArguments, _ origin: Value
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["old", "new", "count"], required: 2, of: "replace")
        let count = try whole(bound[2], -1, of: "replace")
        var new = try self.text(bound[1], of: "replace")
        if origin.isSafe, bound[1]?.isSafe != true { new = PythonText.escaped(new) }
        let old = try self.text(bound[0], of: "replace")
        return try like(origin, try replaced(text, old, by: new, count: count))
    }

    /// `str.replace`; below 0, count is unlimited.
    func replaced(
        _ text: String, _ old: String, by new: String, count: Int
    ) throws(TemplateError) -> String {
        let limit = count < 0 ? Int.max : count
        guard !old.isEmpty else { return try interleaved(text, new, limit) }
        try step(text.utf8.count / 256)
        let found = PythonText.occurrences(of: old, in: text, max: limit)
        guard !found.isEmpty else { return text }
        let (growth, isTooLarge) = found.count.multipliedReportingOverflow(by: new.utf8.count)
        try charge(bytes: isTooLarge ? .max : text.utf8.count + growth)
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        for index in found {
            result += bytes[position..<index]
            result += new.utf8
            position = index + old.utf8.count
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }

    private func interleaved(
        _ text: String, _ new: String, _ limit: Int
    ) throws(TemplateError) -> String {
        let places = min(limit, text.unicodeScalars.count + 1)
        let (growth, isTooLarge) = places.multipliedReportingOverflow(by: new.utf8.count)
        try charge(bytes: isTooLarge ? .max : text.utf8.count + growth)
        var result = ""
        var done = 0
        for scalar in text.unicodeScalars {
            if done < places { result += new }
            done += 1
            result.unicodeScalars.append(scalar)
        }
        if done < places { result += new }
        return result
    }

    // MARK: Splitting and joining

    func split(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments, _ origin: Value
    ) throws(TemplateError) -> Value {
        let name = method.rawValue
        let bound = try bind(arguments, ["sep", "maxsplit"], of: name)
        let limit = try whole(bound[1], -1, of: name)
        try step(text.utf8.count / 256)
        let parts: [String]
        switch bound[0] {
        case nil, .some(.none):
            parts = words(text, limit < 0 ? .max : limit, fromEnd: method == .rsplit)
        case .some(let value):
            let separator = try self.text(value, of: name)
            guard !separator.isEmpty else { throw invalid("'\(name)' needs a separator") }
            parts = pieces(text, separator, limit < 0 ? .max : limit, fromEnd: method == .rsplit)
        }
        try charge(elements: parts.count)
        return .list(origin.isSafe ? parts.map { .safe($0) } : parts.map { .string($0) })
    }

    private func pieces(
        _ text: String, _ separator: String, _ limit: Int, fromEnd: Bool
    ) -> [String] {
        if fromEnd {
            let reversed = pieces(
                PythonText.string(text.unicodeScalars.reversed()),
                PythonText.string(separator.unicodeScalars.reversed()), limit, fromEnd: false)
            return reversed.reversed().map { PythonText.string($0.unicodeScalars.reversed()) }
        }
        let bytes = Array(text.utf8)
        var parts: [String] = []
        var position = 0
        for index in PythonText.occurrences(of: separator, in: text, max: limit) {
            parts.append(String(decoding: bytes[position..<index], as: UTF8.self))
            position = index + separator.utf8.count
        }
        parts.append(String(decoding: bytes[position...], as: UTF8.self))
        return parts
    }

    private func words(_ text: String, _ limit: Int, fromEnd: Bool) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let ordered = fromEnd ? scalars.reversed() : scalars
        var parts: [String] = []
        var index = 0
        while true {
            while index < ordered.count, PythonText.isSpace(ordered[index]) { index += 1 }
            guard index < ordered.count else { break }
            var end = index
            if parts.count == limit {
                end = ordered.count
                parts.append(PythonText.string(ordered[index..<end]))
                break
            }
            while end < ordered.count, !PythonText.isSpace(ordered[end]) { end += 1 }
            parts.append(PythonText.string(ordered[index..<end]))
            index = end
        }
        guard fromEnd else { return parts }
        return parts.reversed().map { PythonText.string($0.unicodeScalars.reversed()) }
    }

    func partition(
        _ text: String, _ method: StringMethod, _ arguments: CallArguments, _ origin: Value
    ) throws(TemplateError) -> Value {
        let name = method.rawValue
        let separator = try self.text(
            try bind(arguments, ["sep"], required: 1, of: name)[0], of: name)
        guard !separator.isEmpty else { throw invalid("'\(name)' needs a separator") }
        try step(text.utf8.count / 256)
        let parts = pieces(text, separator, 1, fromEnd: method == .rpartition)
        let found: [String] =
            parts.count == 2
            ? [parts[0], separator, parts[1]]
            : method == .partition ? [text, "", ""] : ["", "", text]
        try charge(bytes: text.utf8.count)
        return .tuple(origin.isSafe ? found.map { .safe($0) } : found.map { .string($0) })
    }

    /// `separator.join(elements)`; all must be text.
    func join(
        _ elements: [Value], with separator: String, _ origin: Value
    ) throws(TemplateError) -> Value {
        var result = ""
        for (index, element) in elements.enumerated() {
            var part = try self.text(element, of: "join")
            if origin.isSafe, !element.isSafe { part = PythonText.escaped(part) }
            try step()
            if index > 0 { result += separator }
            result += part
            guard result.utf8.count <= limits.outputBytesMax else {
                throw .tooLarge(line: line, limitBytes: limits.outputBytesMax)
            }
        }
        return try like(origin, result)
    }
}
