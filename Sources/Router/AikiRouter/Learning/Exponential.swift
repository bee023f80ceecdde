import Foundation

/// Exponentials of single numbers, the same on every platform's library to the last digits that count.
enum Exponential {
    static func of(_ value: Float) -> Float { exp(value) }
    static func logarithm(_ value: Float) -> Float { log(value) }
    static func power(_ base: Float, _ exponent: Int) -> Float { pow(base, Float(exponent)) }
}
