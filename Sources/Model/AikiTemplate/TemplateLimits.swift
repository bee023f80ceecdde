/// The bounds within which a template is read and rendered.
///
/// Templates come with models from strangers. Python's sandbox bounds `range` only; the rest keeps
/// a hostile template from exhausting time, memory or the stack.
public struct TemplateLimits: Sendable, Equatable {
    /// Bytes of a template's source; the longest known one has 17 KB.
    public var sourceBytesMax = 4 << 20
    /// Brackets, operators, statements and macro definitions that stand inside each other.
    public var nestingMax = 64
    /// Macro calls, recursive loops and expressions that are being evaluated inside each other.
    public var callDepthMax = 192
    /// Lists and dictionaries inside each other.
    public var valueDepthMax = 160
    /// Steps: one for each statement, expression and element touched.
    public var stepsMax = 10_000_000
    /// Bytes of the output, and of any one text or list.
    public var outputBytesMax = 64 << 20
    /// Bytes of all values built while rendering.
    public var dataBytesMax = 1 << 30
    /// Elements of a `range`, as in Jinja's sandbox.
    public var rangeCountMax = 100_000

    /// The defaults.
    public init() {}
}
