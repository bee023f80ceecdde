/// Finds where JSON values that stand one after the other begin and end.
enum JSONExtent {
    /// The texts of the objects and arrays in a text; nil where anything but dividers is between.
    ///
    /// - Complexity: O(bytes); values are not checked, only their brackets and strings followed.
    static func values(in text: String) -> [String]? {
        let bytes = Array(text.utf8)
        var values: [String] = []
        var position = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"),
                UInt8(ascii: ";"), UInt8(ascii: ","):
                position += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard let end = end(of: bytes, from: position) else { return nil }
                values.append(String(decoding: bytes[position..<end], as: UTF8.self))
                position = end
            default: return nil
            }
        }
        return values
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var isString = false
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\") where isString: position += 1
            case UInt8(ascii: "\""): isString.toggle()
            case UInt8(ascii: "{") where !isString, UInt8(ascii: "[") where !isString: depth += 1
            case UInt8(ascii: "}") where !isString, UInt8(ascii: "]") where !isString: depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return position }
        }
        return nil
    }
}
