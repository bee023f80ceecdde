import AikiBase

/// The code of the error that a body throws; nil where it throws none.
func errorCode(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return (error as? any AikiError)?.code ?? "\(error)"
    }
}
