"""Tries the stub that AikiProviders is tested against with the providers' official clients.

    python3 Tools/providers/check_stub.py PORT      (script/test-providers starts the stub)

Each client must read text, reasoning, calls of tools, endings and counts, streamed and whole, and
must raise its own errors where the stub refuses: then the stub speaks the provider's protocol.
Needs openai, anthropic and google-genai.
"""

import sys

import anthropic
import openai
from google import genai
from google.genai import errors as genai_errors
from google.genai import types

PORT = sys.argv[1]
TEXT = "Hello from the stub: æøå 🦢."
done = 0


def expect(name, found, wanted):
    global done
    if found != wanted:
        sys.exit(f"{name}: found {found!r}, wanted {wanted!r}")
    done += 1


def raises(name, kind, body):
    global done
    try:
        body()
    except kind:
        done += 1
        return
    sys.exit(f"{name}: {kind.__name__} was not raised")


def check_chat(client):
    messages = [{"role": "user", "content": "Hello?"}]

    def ask(model, **extra):
        return client.chat.completions.create(model=model, messages=messages, **extra)

    answer = ask("plain")
    expect("chat text", answer.choices[0].message.content, TEXT)
    expect("chat counts", (answer.usage.prompt_tokens, answer.usage.completion_tokens), (20, 6))
    expect("chat cached", answer.usage.prompt_tokens_details.cached_tokens, 8)
    expect("chat call", ask("tools").choices[0].message.tool_calls[0].function.name, "get_weather")
    expect("chat cut", ask("short").choices[0].finish_reason, "length")
    text, usage = "", None
    for chunk in ask("plain", stream=True, stream_options={"include_usage": True}):
        usage = chunk.usage or usage
        for choice in chunk.choices:
            text += choice.delta.content or ""
    expect("chat stream", text, TEXT)
    expect("chat stream counts", usage.completion_tokens, 6)
    with client.chat.completions.stream(model="tools", messages=messages) as stream:
        final = stream.get_final_completion()
    call = final.choices[0].message.tool_calls[0].function
    expect("chat stream call", (call.name, call.arguments), ("get_weather", '{"city":"Oslo","days":2}'))
    once = client.with_options(max_retries=0)
    for model, kind in [
        ("fault-429", openai.RateLimitError), ("fault-401", openai.AuthenticationError),
        ("fault-404", openai.NotFoundError), ("fault-400", openai.BadRequestError),
        ("fault-500", openai.InternalServerError), ("fault-reset-head", openai.APIConnectionError),
    ]:
        raises(model, kind, lambda: once.chat.completions.create(model=model, messages=messages))


def check_responses(client):
    answer = client.responses.create(model="plain", input="Hello?")
    expect("response text", answer.output_text, TEXT)
    expect("response counts", answer.usage.input_tokens_details.cached_tokens, 8)
    calls = [i for i in client.responses.create(model="tools", input="?").output if i.type == "function_call"]
    expect("response call", (calls[0].name, calls[0].call_id), ("get_weather", "call_1"))
    reason = client.responses.create(model="reason", input="?")
    expect("response reasoning", reason.output[0].summary[0].text, "Let me think.")
    expect("response cut", client.responses.create(model="short", input="?").status, "incomplete")
    with client.responses.stream(model="plain", input="Hello?") as stream:
        text = "".join(e.delta for e in stream if e.type == "response.output_text.delta")
        final = stream.get_final_response()
    expect("response stream", (text, final.output_text), (TEXT, TEXT))


def check_messages():
    client = anthropic.Anthropic(api_key="k", base_url=f"http://127.0.0.1:{PORT}")

    def ask(model, **extra):
        return client.messages.create(
            model=model, max_tokens=10, messages=[{"role": "user", "content": "Hello?"}], **extra)

    answer = ask("plain")
    expect("message text", answer.content[0].text, TEXT)
    expect("message counts", (answer.usage.input_tokens, answer.usage.cache_read_input_tokens), (12, 8))
    expect("message call", ask("tools").content[0].input, {"city": "Oslo", "days": 2})
    expect("message thinking", ask("reason").content[0].thinking, "Let me think.")
    expect("message cut", ask("short").stop_reason, "max_tokens")
    for model, wanted in [("plain", TEXT), ("reason", "The answer is 42.")]:
        with client.messages.stream(
            model=model, max_tokens=10, messages=[{"role": "user", "content": "Hello?"}]
        ) as stream:
            expect("message stream", "".join(stream.text_stream), wanted)
            expect("message stream counts", stream.get_final_message().usage.output_tokens, 6)
    with client.messages.stream(
        model="tools", max_tokens=10, messages=[{"role": "user", "content": "?"}]
    ) as stream:
        expect("message stream call", stream.get_final_message().content[0].input["city"], "Oslo")
    once = client.with_options(max_retries=0)
    for model, kind in [
        ("fault-429", anthropic.RateLimitError), ("fault-401", anthropic.AuthenticationError),
        ("fault-400", anthropic.BadRequestError), ("fault-500", anthropic.InternalServerError),
    ]:
        raises(model, kind, lambda: once.messages.create(
            model=model, max_tokens=10, messages=[{"role": "user", "content": "?"}]))


def check_gemini():
    client = genai.Client(
        api_key="k", http_options=types.HttpOptions(base_url=f"http://127.0.0.1:{PORT}"))
    answer = client.models.generate_content(model="plain", contents="Hello?")
    expect("gemini text", answer.text, TEXT)
    expect("gemini counts", answer.usage_metadata.cached_content_token_count, 8)
    call = client.models.generate_content(model="tools", contents="?").function_calls[0]
    expect("gemini call", (call.name, call.args["city"]), ("get_weather", "Oslo"))
    text = "".join(
        chunk.text or "" for chunk in client.models.generate_content_stream(model="plain", contents="?"))
    expect("gemini stream", text, TEXT)
    short = client.models.generate_content(model="short", contents="?")
    expect("gemini cut", short.candidates[0].finish_reason, types.FinishReason.MAX_TOKENS)
    raises("gemini 400", genai_errors.ClientError, lambda: client.models.generate_content(
        model="fault-400", contents="?"))


client = openai.OpenAI(api_key="k", base_url=f"http://127.0.0.1:{PORT}/v1")
check_chat(client)
check_responses(client)
check_messages()
check_gemini()
expect("models", [model.id for model in client.models.list()], ["plain", "tools"])
print(f"the official clients read the stub: {done} checks")
