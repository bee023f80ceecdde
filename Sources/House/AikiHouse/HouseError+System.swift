import Foundation

extension HouseError {
    /// What the system says of a file or folder, in its own words; nil for any other error.
    ///
    /// Foundation wraps the system's number in an error of its own, and describes that in a way that
    /// nobody can read.
    public init?(system error: any Error) {
        let error = error as NSError
        guard error.domain == NSCocoaErrorDomain || error.domain == NSPOSIXErrorDomain else {
            return nil
        }
        let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error
        let cause = underlying.map { $0 as NSError } ?? error
        let path =
            error.userInfo[NSFilePathErrorKey] as? String
            ?? (error.userInfo[NSURLErrorKey] as? URL)?.path ?? "file"
        var problem =
            cause.domain == NSPOSIXErrorDomain
            ? String(cString: strerror(Int32(truncatingIfNeeded: cause.code)))
            : cause.localizedDescription
        if problem.hasSuffix(".") { problem.removeLast() }
        self = .fileSystem(path: path, problem: problem)
    }
}
