import AikiBase
import AikiCheckpoint
import ScratchFile

/// Opens the input as a GGUF file, reads every metadata value in every way, and every small tensor.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let path = ScratchFile.write(UnsafeRawBufferPointer(start: data, count: count), ending: ".gguf")
    guard let file = try? GGUFFile(path: path) else { return 0 }
    for key in file.metadataKeys {
        _ = file.string(key)
        _ = file.integer(key)
        _ = file.number(key)
        _ = file.boolean(key)
        _ = file.strings(key)
        _ = file.integers(key)
        _ = file.numbers(key)
        _ = file.booleans(key)
    }
    for description in file.tensors {
        guard let tensor = try? file.tensor(description.name), tensor.elementCount < 1 << 16 else { continue }
        _ = tensor.dequantized()
    }
    return 0
}
