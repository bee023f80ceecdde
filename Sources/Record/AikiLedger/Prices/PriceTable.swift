import AikiBase
public import Foundation

/// Prices from one place: those of this program, or a file in the format of LiteLLM or OpenRouter.
public struct PriceTable: Sendable, Equatable {
    /// The largest file that is read, in bytes.
    public static let bytesMax = 64 << 20
    /// The dearest price that is believed: ten thousand dollars a million tokens.
    static let priceMax: Int64 = 10_000_000_000

    /// The prices, by provider and model.
    public let prices: [Price]

    /// Makes a table.
    public init(prices: [Price]) {
        self.prices = prices.sorted { ($0.provider, $0.model) < ($1.provider, $1.model) }
    }

    /// The prices that come with the program.
    ///
    /// - Throws: ``LedgerError/malformedPrices(path:problem:)``, which a test rules out.
    public static func shipped() throws(LedgerError) -> PriceTable { try read.get() }

    /// Read once: calls look into it.
    private static let read = Result<PriceTable, LedgerError> { () throws(LedgerError) in
        try PriceTable(
            lines: String(decoding: PackageResources.prices_tsv, as: UTF8.self), path: "prices.tsv")
    }

    /// Reads a table of this program: lines of tabs, `#` begins a comment, `@` names the day that holds
    /// for the lines after it.
    ///
    ///     @ 2026-07-24
    ///     openai  gpt-4o  2.5  1.25  -  10  128000
    ///
    /// Provider, model, dollars a million tokens of prompt, cached, written to a cache, answer, and
    /// the context in tokens; `-` where a thing is unknown or the same.
    ///
    /// - Throws: ``LedgerError/malformedPrices(path:problem:)`` with the line.
    public init(lines text: String, path: String) throws(LedgerError) {
        var day = ""
        var prices: [Price] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.endsLine)
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != "#" }
            let fields = content.split(whereSeparator: { $0 == "\t" || $0 == " " }).map(String.init)
            guard !fields.isEmpty else { continue }
            if fields.count == 2, fields[0] == "@" {
                day = fields[1]
                continue
            }
            guard fields.count == 7, !day.isEmpty, let prompt = Self.micros(fields[2]),
                let output = Self.micros(fields[5])
            else {
                throw .malformedPrices(path: path, problem: "line \(index + 1) is not a price")
            }
            prices.append(
                Price(
                    provider: fields[0], model: fields[1], day: day, prompt: prompt,
                    cached: Self.micros(fields[3]), cacheWrite: Self.micros(fields[4]),
                    output: output, contextTokens: Int(fields[6])))
        }
        self.init(prices: prices)
    }

    private static func micros(_ text: String) -> Int64? {
        guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
        return bounded(value * 1e6)
    }

    /// Reads a table of whichever format a file has.
    ///
    /// - Parameters:
    ///   - data: the file.
    ///   - path: what errors call it.
    ///   - day: from when prices hold that do not say so.
    /// - Throws: ``LedgerError``.
    public init(data: Data, path: String, day: String) throws(LedgerError) {
        guard data.count <= Self.bytesMax else {
            throw .pricesTooLarge(path: path, limit: Self.bytesMax)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw .malformedPrices(path: path, problem: "it is not UTF-8")
        }
        guard text.prefix(64).contains("{") else {
            try self.init(lines: text, path: path)
            return
        }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text)
        } catch {
            throw .malformedPrices(path: path, problem: "it is not JSON (\(error))")
        }
        let prices =
            value["data"]?.elements.map { $0.compactMap { Self.openRouter($0, day) } }
            ?? value.object.map { $0.pairs.compactMap { Self.liteLLM($0.key, $0.value, day) } }
        guard let prices, !prices.isEmpty else {
            throw .malformedPrices(path: path, problem: "no price of a token stands in it")
        }
        self.init(prices: prices)
    }

    /// `"openai/gpt-4o": { "input_cost_per_token": 2.5e-06, … }`
    private static func liteLLM(_ name: String, _ value: JSONValue, _ day: String) -> Price? {
        guard let prompt = perToken(value["input_cost_per_token"]),
            let output = perToken(value["output_cost_per_token"]),
            let provider = value["litellm_provider"]?.text, name != "sample_spec"
        else { return nil }
        let prefix = provider + "/"
        return Price(
            provider: provider,
            model: name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name, day: day,
            prompt: prompt, cached: perToken(value["cache_read_input_token_cost"]),
            cacheWrite: perToken(value["cache_creation_input_token_cost"]), output: output,
            contextTokens: (value["max_input_tokens"] ?? value["max_tokens"])?.wholeNumber)
    }

    /// `{ "id": "openai/gpt-4o", "pricing": { "prompt": "0.0000025", … } }`
    private static func openRouter(_ value: JSONValue, _ day: String) -> Price? {
        guard let model = value["id"]?.text, let pricing = value["pricing"],
            let prompt = perToken(pricing["prompt"]), let output = perToken(pricing["completion"])
        else { return nil }
        return Price(
            provider: "openrouter", model: model, day: day, prompt: prompt,
            cached: perToken(pricing["input_cache_read"]),
            cacheWrite: perToken(pricing["input_cache_write"]), output: output,
            contextTokens: value["context_length"]?.wholeNumber)
    }

    /// Dollars a token, as a number or as text; negative ones stand for prices that vary.
    private static func perToken(_ value: JSONValue?) -> Int64? {
        guard let number = value?.real ?? value?.text.flatMap(Double.init), number.isFinite,
            number >= 0
        else { return nil }
        return bounded(number * 1e12)
    }

    private static func bounded(_ micros: Double) -> Int64? {
        let rounded = micros.rounded()
        return rounded <= Double(priceMax) ? Int64(rounded) : nil
    }

    /// The price of a model by its own name.
    public func price(of model: String, provider: String? = nil) -> Price? {
        prices.first { $0.model == model && (provider == nil || $0.provider == provider) }
    }
}
