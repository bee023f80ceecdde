public import GRDB

extension Row {
    /// A column that must hold a value of this type.
    ///
    /// GRDB's subscript ends the process where a column holds something else; a damaged file must not.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's name.
    package func required<Value: DatabaseValueConvertible>(
        _ column: String, as type: Value.Type = Value.self
    ) throws(StoreError) -> Value {
        guard let value: Value = try optional(column) else {
            throw .corrupt(path: "the store", detail: "column \(column) is empty")
        }
        return value
    }

    /// A column that holds a value of this type or NULL.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's name.
    package func optional<Value: DatabaseValueConvertible>(
        _ column: String, as type: Value.Type = Value.self
    ) throws(StoreError) -> Value? {
        guard let stored: DatabaseValue = self[column], !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else {
            throw .corrupt(path: "the store", detail: "column \(column) has the wrong type")
        }
        return value
    }

    /// The same by the column's place in the statement: several times as quick where many rows are read.
    ///
    /// Inlined, so that the type is known where rows are read by the hundred.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's place.
    @inlinable
    package func required<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        at index: Int, as type: Value.Type = Value.self
    ) throws(StoreError) -> Value {
        do {
            // Not by way of an optional value: its type would be looked up again for each.
            return try decode(Value.self, atIndex: index)
        } catch {
            throw .corrupt(
                path: "the store", detail: "column \(index) is empty or has the wrong type")
        }
    }

    /// A column, by its place, that holds a value of this type or NULL.
    ///
    /// - Throws: ``StoreError/corrupt(path:detail:)`` with the column's place.
    @inlinable
    package func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        at index: Int, as type: Value.Type = Value.self
    ) throws(StoreError) -> Value? {
        do {
            return try decode(Value?.self, atIndex: index)
        } catch {
            throw .corrupt(path: "the store", detail: "column \(index) has the wrong type")
        }
    }
}
