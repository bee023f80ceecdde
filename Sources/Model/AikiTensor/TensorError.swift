public import AikiBase

/// What can be wrong with the files and numbers that tensors are made of.
public enum TensorError: AikiError, Equatable {
    /// The file cannot be opened, measured or mapped; `reason` is the system's.
    case cannotMap(path: String, reason: String)
    /// The path is a folder, a device or a pipe.
    case notRegularFile(path: String)
    /// The file holds nothing.
    case emptyFile(path: String)
    /// The numbers of a row do not fill whole blocks of the type.
    case rowNotWholeBlocks(type: TensorType, rowLength: Int)
    /// The count of numbers is no multiple of the row length.
    case rowsNotWhole(count: Int, rowLength: Int)
    /// A number is infinite or not a number, so that no scale can hold its block.
    case notFinite(index: Int)
    /// A number is larger than the 16-bit scales of the type can hold.
    case tooLarge(index: Int, type: TensorType)

    /// A stable name.
    public var code: String {
        switch self {
        case .cannotMap: "tensor.cannot-map"
        case .notRegularFile: "tensor.not-regular-file"
        case .emptyFile: "tensor.empty-file"
        case .rowNotWholeBlocks: "tensor.row-not-whole-blocks"
        case .rowsNotWhole: "tensor.rows-not-whole"
        case .notFinite: "tensor.not-finite"
        case .tooLarge: "tensor.too-large"
        }
    }

    /// What happened.
    public var message: String {
        switch self {
        case .cannotMap(let path, let reason): "Cannot map \(path): \(reason)."
        case .notRegularFile(let path): "\(path) is not a regular file."
        case .emptyFile(let path): "\(path) is empty."
        case .rowNotWholeBlocks(let type, let rowLength):
            "A row of \(rowLength) numbers does not fill whole blocks of \(type.name) "
                + "(\(type.elementsPerBlock) numbers each)."
        case .rowsNotWhole(let count, let rowLength):
            "\(count) numbers do not make whole rows of \(rowLength)."
        case .notFinite(let index): "Number \(index) is infinite or not a number."
        case .tooLarge(let index, let type):
            "Number \(index) is beyond ±\(Quantizer.magnitudeMax), too large for \(type.name)."
        }
    }

    /// What to do.
    public var hint: String {
        switch self {
        case .cannotMap: "Check that the file exists and can be read."
        case .notRegularFile: "Name a file."
        case .emptyFile: "Fetch or write the file again."
        case .rowNotWholeBlocks: "Choose a type of smaller blocks, such as Q8_0 or F16."
        case .rowsNotWhole: "Pass whole rows."
        case .tooLarge: "Choose F32 or BF16."
        case .notFinite: "The source is damaged or was trained to divergence; use another."
        }
    }
}
