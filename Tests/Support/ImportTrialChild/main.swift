import AikiBase
import AikiImport
import AikiMemory
import AikiStore
import Foundation

// Imports or forgets, for trials that kill it or fill its disk. Progress goes to standard output, a line
// each, so that a trial can kill it in the middle.
//
//     ImportTrialChild import STORE SOURCE PATH
//     ImportTrialChild forget STORE PERSON

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { exit(64) }

do {
    let store = try Store(
        path: arguments[2],
        schemas: [
            ConversationLog.schema, Recall.schema, FactLog.schema, Forgetting.schema,
            Importer.schema,
        ])
    if arguments[1] == "import", arguments.count == 5,
        let source = ImportSource(rawValue: arguments[3])
    {
        let report = try await Importer(store: store).run(source, path: arguments[4]) { progress in
            FileHandle.standardOutput.write(Data("\(progress.done)\n".utf8))
        }
        FileHandle.standardOutput.write(Data((report.json.encoded() + "\n").utf8))
    } else {
        let forgetting = Forgetting(store: store, keepers: [ForgottenImports()])
        try await forgetting.finishInterrupted()
        var selection = ForgetSelection()
        selection.person = arguments[3]
        FileHandle.standardOutput.write(Data("begin\n".utf8))
        let certificate = try await forgetting.forget(selection)
        FileHandle.standardOutput.write(Data((certificate.json.encoded() + "\n").utf8))
    }
    try store.close()
} catch let error as any AikiError {
    FileHandle.standardError.write(Data("\(error.code) \(error.message)\n".utf8))
    exit(1)
}
