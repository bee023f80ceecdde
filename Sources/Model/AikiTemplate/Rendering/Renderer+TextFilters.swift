import Foundation

extension Renderer {
    /// Filters that make text.
    func textFilter(
        _ filter: FilterName, _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let name = filter.rawValue
        switch filter {
        case .tojson: return try json(value, arguments)
        case .xmlattr: return try attributes(value, arguments)
        case .urlencode:
            _ = try bind(arguments, [], of: name)
            return try string(try urlEncoded(value))
        case .filesizeformat: return try fileSize(value, arguments)
        case .indent: return try indented(value, arguments)
        case .truncate: return try truncated(value, arguments)
        default: break
        }
        let text = try printed(value)
        let origin: Value = value.isSafe ? .safe(text) : .string(text)
        switch filter {
        case .capitalize, .lower, .upper, .center:
            var arguments = arguments
            if filter == .center {
                let width = try bind(arguments, ["width"], of: name)[0] ?? .integer(80)
                arguments = CallArguments([width])
            }
            guard let method = StringMethod(rawValue: name) else { return origin }
            return try call(method, of: text, arguments, origin: origin)
        case .trim: return try call(.strip, of: text, arguments, origin: origin)
        case .replace: return try replacedText(text, arguments)
        case .format:
            guard arguments.positional.isEmpty || arguments.named.isEmpty else {
                throw invalid("'format' takes values by position or by name, not both")
            }
            return try like(origin, try format(text, with: values(arguments), isSafe: value.isSafe))
        default:
            _ = try bind(arguments, [], of: name)
            try charge(bytes: text.utf8.count)
            switch filter {
            case .title: return try like(origin, titled(text))
            case .wordcount: return .integer(wordCount(text))
            case .safe: return .safe(text)
            case .escape, .e: return try escaped(value.isSafe ? nil : text, text)
            case .forceescape: return try escaped(text, text)
            default: return origin
            }
        }
    }

    private func escaped(_ raw: String?, _ text: String) throws(TemplateError) -> Value {
        let result = raw.map(PythonText.escaped) ?? text
        try charge(bytes: result.utf8.count)
        return .safe(result)
    }

    private func values(_ arguments: CallArguments) -> Value {
        guard !arguments.named.isEmpty else { return .tuple(arguments.positional) }
        var dictionary = ValueDictionary()
        for (name, value) in arguments.named { dictionary.set(name, to: value) }
        return .dictionary(dictionary)
    }

    private func replacedText(
        _ text: String, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["old", "new", "count"], required: 2, of: "replace")
        var count = -1
        if let given = bound[2], !given.isNone { count = try whole(given, -1, of: "replace") }
        let old = try printed(bound[0] ?? .none)
        return try string(
            try replaced(text, old, by: try printed(bound[1] ?? .none), count: count))
    }

    /// Words start after white space, `-`, and opening brackets.
    private func titled(_ text: String) -> String {
        var result = ""
        var isStart = true
        for scalar in text.unicodeScalars {
            let separates = PythonText.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar)
            let properties = scalar.properties
            result += isStart ? properties.uppercaseMapping : properties.lowercaseMapping
            isStart = separates
        }
        return result
    }

    private func wordCount(_ text: String) -> Int {
        var count = 0
        var isInside = false
        for scalar in text.unicodeScalars {
            let isWord =
                scalar == "_" || PythonText.isLetter(scalar)
                || scalar.properties.numericType != nil
            if isWord, !isInside { count += 1 }
            isInside = isWord
        }
        return count
    }

    // MARK: Layout

    private func indented(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let bound = try bind(arguments, ["width", "first", "blank"], of: "indent")
        let text = try self.text(value, of: "indent")
        let margin: String
        if let given = bound[0]?.text {
            margin = given
        } else {
            let width = try whole(bound[0], 4, of: "indent")
            try charge(bytes: max(0, width))
            margin = String(repeating: " ", count: max(0, width))
        }
        var lines = PythonText.lines(of: text + "\n")
        let (growth, isTooLarge) = lines.count.multipliedReportingOverflow(by: margin.utf8.count)
        try charge(bytes: isTooLarge ? .max : growth)
        let indentsBlank = bound[2]?.isTrue ?? false
        for index in lines.indices.dropFirst() where indentsBlank || !lines[index].isEmpty {
            lines[index] = margin + lines[index]
        }
        let result = lines.joined(separator: "\n")
        return try like(value, (bound[1]?.isTrue ?? false ? margin : "") + result)
    }

    private func truncated(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let names = ["length", "killwords", "end", "leeway"]
        let bound = try bind(arguments, names, of: "truncate")
        let length = try whole(bound[0], 255, of: "truncate")
        let end =
            try bound[2].map { (end) throws(TemplateError) in
                try self.text(end, of: "truncate")
            } ?? "..."
        var leeway = 5
        if let given = bound[3], !given.isNone { leeway = try whole(given, 5, of: "truncate") }
        let kept = length - end.unicodeScalars.count
        guard kept >= 0, leeway >= 0 else { throw invalid("'truncate' to \(length) characters") }
        guard try self.length(of: value) - leeway > length else { return value }
        let scalars = Array(try text(value, of: "truncate").unicodeScalars)
        var head = scalars.prefix(kept)
        if bound[1]?.isTrue != true, let space = head.lastIndex(of: " ") {
            head = head[..<space]
        }
        return try like(value, PythonText.string(head) + end)
    }

    // MARK: Encodings

    private func json(_ value: Value, _ arguments: CallArguments) throws(TemplateError) -> Value {
        let names = ["ensure_ascii", "indent", "separators", "sort_keys"]
        let bound = try bind(arguments, names, of: "tojson")
        var indent: String?
        if let given = bound[1], !given.isNone {
            if let text = given.text {
                indent = text
            } else {
                let width = max(0, try whole(given, 0, of: "tojson"))
                try charge(bytes: width)
                indent = String(repeating: " ", count: width)
            }
        }
        var separators: (String, String)?
        if let given = bound[2], !given.isNone {
            let pair = try elements(of: given)
            guard pair.count == 2 else { throw invalid("'separators' are two texts") }
            separators = (try text(pair[0], of: "tojson"), try text(pair[1], of: "tojson"))
        }
        var writer = JSONWriter(
            self, indent: indent, separators: separators, sortsKeys: bound[3]?.isTrue ?? false,
            escapesNonASCII: bound[0]?.isTrue ?? false)
        return try string(try writer.encoded(value))
    }

    private func attributes(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let hasSpace = try bind(arguments, ["autospace"], of: "xmlattr")[0]?.isTrue ?? true
        guard case .dictionary(let dictionary) = value else {
            throw invalid("'xmlattr' needs a dictionary, not \(article(value))")
        }
        var parts: [String] = []
        for (key, member) in zip(dictionary.keys, dictionary.values) {
            if member.isNone || member.isUndefined { continue }
            let name = try text(key, of: "xmlattr")
            guard !name.utf8.contains(where: { " \t\n\r\u{0B}\u{0C}/>=".utf8.contains($0) }) else {
                throw invalid("'\(name)' cannot name an attribute")
            }
            let shown = try printed(member)
            let content = member.isSafe ? shown : PythonText.escaped(shown)
            parts.append("\(PythonText.escaped(name))=\"\(content)\"")
        }
        let result = parts.joined(separator: " ")
        return try string(hasSpace && !result.isEmpty ? " " + result : result)
    }

    private func urlEncoded(_ value: Value) throws(TemplateError) -> String {
        let pairs: [Value]
        switch value {
        case .dictionary(let dictionary): pairs = dictionary.items
        case .list, .tuple, .object: pairs = try elements(of: value)
        default: return percentEncoded(try printed(value), keepsSlash: true)
        }
        var parts: [String] = []
        for pair in pairs {
            let members = try elements(of: pair)
            guard members.count == 2 else { throw invalid("'urlencode' needs pairs") }
            let name = percentEncoded(try printed(members[0]), keepsSlash: false)
            parts.append(name + "=" + percentEncoded(try printed(members[1]), keepsSlash: false))
        }
        return parts.joined(separator: "&")
    }

    private func percentEncoded(_ text: String, keepsSlash: Bool) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "~"):
                result.append(byte)
            case UInt8(ascii: "/") where keepsSlash: result.append(byte)
            case UInt8(ascii: " ") where !keepsSlash: result.append(UInt8(ascii: "+"))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += ("%" + (byte < 16 ? "0" : "") + digits).utf8
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func fileSize(
        _ value: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let isBinary = try bind(arguments, ["binary"], of: "filesizeformat")[0]?.isTrue ?? false
        guard let bytes = NumberText.double(value) else {
            throw invalid("'filesizeformat' needs a number, not \(article(value))")
        }
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return .string("1 Byte") }
        if bytes < base { return .string("\(Int(bytes)) Bytes") }
        let letters = [isBinary ? "K" : "k", "M", "G", "T", "P", "E", "Z", "Y"]
        var unit = base
        for (index, letter) in letters.enumerated() {
            unit *= base
            if bytes < unit || index == letters.count - 1 {
                let number = String(format: "%.1f", base * bytes / unit)
                return .string("\(number) \(letter)\(isBinary ? "iB" : "B")")
            }
        }
        return .none
    }
}
