extension Character {
    /// Whether it ends a line. The two signs that end one on Windows are one character to Swift, which is
    /// not the same as the second of them.
    public var endsLine: Bool { self == "\n" || self == "\r\n" }
}
