import Foundation

extension StringProtocol {
    /// The text without white space at either end.
    func trimmingSpace() -> String {
        var scalars = Substring(self).unicodeScalars.drop { $0.properties.isWhitespace }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// What stands behind each occurrence of a marker, up to the next one.
    func components(after marker: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = Substring(self)
        while let start = rest.range(of: marker)?.upperBound {
            let tail = rest[start...]
            let end = tail.range(of: marker)?.lowerBound ?? tail.endIndex
            parts.append(tail[..<end])
            rest = tail[end...]
        }
        return parts
    }
}
