import AikiLedger
import ArgumentParser

extension BudgetArguments {
    /// The period that was named.
    func period() throws -> Budget.Period {
        guard let period = Budget.Period(rawValue: per) else {
            throw ValidationError("A budget is per day or month, not '\(per)'.")
        }
        return period
    }

    /// The scope that was named.
    func budgetScope() throws -> Budget.Scope {
        guard let scope = Budget.Scope(text: scope) else {
            throw ValidationError(
                "A budget is for all, provider:NAME or person:NAME, not '\(scope)'.")
        }
        return scope
    }
}
