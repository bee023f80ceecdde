import AikiCheckpoint
import ScratchFile

/// Opens the input as a safetensors file and reads every small tensor.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: data, count: count)
    let path = ScratchFile.write(bytes, ending: ".safetensors")
    guard let file = try? SafetensorsFile(path: path) else { return 0 }
    for name in file.names {
        guard let tensor = try? file.tensor(name) else { continue }
        _ = try? tensor.floats()
    }
    return 0
}
