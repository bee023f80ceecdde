import AikiBase
import AikiTemplate
import Foundation

private let clock = FixedWallClock(Date(timeIntervalSince1970: 1_700_000_000))

/// What a template is rendered with: all that the engine hands over.
private let variables: JSONObject = [
    "messages": [
        ["role": "system", "content": "Be brief."],
        ["role": "user", "content": "What is 2 + 2?"],
        [
            "role": "assistant", "content": "", "reasoning_content": "A sum.",
            "tool_calls": [
                [
                    "type": "function", "id": "call00001",
                    "function": ["name": "add", "arguments": ["a": 2, "b": 2.5]],
                ]
            ],
        ],
        ["role": "tool", "content": "4", "tool_call_id": "call00001", "name": "add"],
        ["role": "user", "content": "Thanks, 日本語 😀"],
    ],
    "tools": [
        [
            "type": "function",
            "function": [
                "name": "add", "description": "Adds.",
                "parameters": ["type": "object", "properties": ["a": ["type": "number"]]],
            ],
        ]
    ],
    "add_generation_prompt": true, "bos_token": "<s>", "eos_token": "</s>",
    "enable_thinking": false,
]

/// Bounds tight enough that an input ends within a fraction of a second.
private let limits: TemplateLimits = {
    var limits = TemplateLimits()
    limits.stepsMax = 100_000
    limits.outputBytesMax = 1 << 20
    limits.dataBytesMax = 64 << 20
    return limits
}()

/// Reads the input as a template and renders it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
    guard let template = try? ChatTemplate(source: source, limits: limits) else { return 0 }
    _ = try? template.render(variables, clock: clock, timeZone: .gmt)
    return 0
}
