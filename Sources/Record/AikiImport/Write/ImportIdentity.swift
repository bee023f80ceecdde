import AikiBase
import AikiDialogue
import Crypto
import Foundation

/// Names and hashes that are the same whenever the same thing is imported.
enum ImportIdentity {
    /// SHA-256 of parts, each behind its length.
    static func hash(_ parts: [String]) -> [UInt8] {
        var hasher = SHA256()
        for part in parts {
            var count = UInt64(part.utf8.count).littleEndian
            withUnsafeBytes(of: &count) { hasher.update(bufferPointer: $0) }
            var part = part
            part.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        }
        return Array(hasher.finalize())
    }

    /// A UUID of version 8 (RFC 9562 §5.8) out of a hash.
    static func name(_ parts: [String]) -> String {
        var bytes = hash(parts).prefix(16).map { $0 }
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func conversation(_ source: ImportSource, _ externalID: String) -> ConversationID {
        ConversationID(name([source.rawValue, externalID]))
    }

    static func turn(
        _ source: ImportSource, _ conversation: String, _ externalID: String
    ) -> TurnID {
        TurnID(name([source.rawValue, conversation, externalID]))
    }

    /// Tells whether a message is as it was: 16 bytes.
    static func content(of message: ImportedMessage) -> Data {
        var parts = [message.message.role.rawValue, message.message.text]
        parts.append(message.message.name ?? "")
        parts.append(message.message.reasoning ?? "")
        for call in message.message.toolCalls { parts += [call.name, call.arguments.encoded()] }
        return Data(hash(parts).prefix(16))
    }
}
