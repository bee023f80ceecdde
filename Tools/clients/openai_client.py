"""Talks to a running `aiki serve` with OpenAI's own Python client and checks what comes back.

    python openai_client.py http://127.0.0.1:11535/v1 CHAT_MODEL EMBEDDING_MODEL [KEYED_URL KEY]

CHAT_MODEL has random weights: what it says means nothing, so shapes, counts and repeatability are
checked, not words. Each check is a function; the first that fails ends the run with its name.
"""

import base64
import json
import struct
import sys
import threading
import time
import typing
import urllib.request

import openai
import pydantic


def chat(client, model, **more):
    messages = [{"role": "user", "content": "Once upon a time, grüße 👋🏽"}]
    options = {"max_tokens": 12, "temperature": 0, **more}
    return client.chat.completions.create(model=model, messages=messages, **options)


def check_models(client, model, embedder):
    names = [entry.id for entry in client.models.list()]
    assert model in names and embedder in names and "aiki" in names, names
    entry = client.models.retrieve(model)
    assert entry.id == model and entry.object == "model" and entry.created > 0


def check_chat(client, model, embedder):
    answer = chat(client, model)
    assert answer.object == "chat.completion"
    assert answer.choices[0].message.role == "assistant"
    assert isinstance(answer.choices[0].message.content, str)
    assert answer.choices[0].finish_reason in ("stop", "length")
    assert answer.usage.prompt_tokens > 0
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def check_greedy_repeats(client, model, embedder):
    first, second = chat(client, model), chat(client, model)
    assert first.choices[0].message.content == second.choices[0].message.content


def check_stream(client, model, embedder):
    whole = chat(client, model).choices[0].message.content
    chunks = list(chat(client, model, stream=True, stream_options={"include_usage": True}))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-1].choices == [] and chunks[-1].usage.completion_tokens > 0
    reasons = [chunk.choices[0].finish_reason for chunk in chunks[:-1]]
    assert reasons[-1] in ("stop", "length") and not any(reasons[:-1]), reasons
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1])
    assert text == whole, (text, whole)


def check_log_probabilities(client, model, embedder):
    answer = chat(client, model, logprobs=True, top_logprobs=3, max_tokens=5)
    tokens = answer.choices[0].logprobs.content
    assert 1 <= len(tokens) <= 5
    for token in tokens:
        assert token.logprob <= 0 and len(token.top_logprobs) == 3
        best = token.top_logprobs
        assert best[0].logprob >= best[1].logprob >= best[2].logprob
        # At temperature 0 the token is the most probable one.
        assert abs(token.logprob - best[0].logprob) < 1e-6
    text = b"".join(bytes(token.bytes) for token in tokens).decode("utf-8", "replace")
    assert text.startswith(answer.choices[0].message.content[:1])


def check_choices_and_seed(client, model, embedder):
    options = {"n": 3, "temperature": 1.5, "seed": 42, "max_tokens": 16}
    first, second = chat(client, model, **options), chat(client, model, **options)
    assert [choice.index for choice in first.choices] == [0, 1, 2]
    texts = [choice.message.content for choice in first.choices]
    assert texts == [choice.message.content for choice in second.choices]
    assert len(set(texts)) > 1, "three seeds gave one text"


def check_stop(client, model, embedder):
    whole = chat(client, model, max_tokens=24).choices[0].message.content
    middle = len(whole) // 2
    stop = whole[middle:middle + 2]
    if not stop.strip() or "\ufffd" in stop:
        return
    answer = chat(client, model, max_tokens=24, stop=[stop])
    assert answer.choices[0].finish_reason == "stop"
    assert answer.choices[0].message.content == whole[:whole.index(stop)]


def check_json_schema(client, model, embedder):
    schema = {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}, "kind": {"enum": ["a", "b"]}},
        "required": ["ok", "kind"],
        "additionalProperties": False,
    }
    answer = chat(
        client, model, max_tokens=200, temperature=1, seed=7,
        response_format={
            "type": "json_schema", "json_schema": {"name": "thing", "schema": schema}},
    )
    value = json.loads(answer.choices[0].message.content)
    assert isinstance(value["ok"], bool) and value["kind"] in ("a", "b") and len(value) == 2


def check_parsed_answer(client, model, embedder):
    class Verdict(pydantic.BaseModel):
        isGood: bool
        marks: list[int]
        why: typing.Literal["short", "long"] | None

    # Random weights may fill a list up to the limit; one of some seeds ends it before.
    for seed in range(8):
        try:
            answer = client.chat.completions.parse(
                model=model, messages=[{"role": "user", "content": "Judge."}], seed=seed,
                max_tokens=400, response_format=Verdict)
        except openai.LengthFinishReasonError:
            continue
        assert isinstance(answer.choices[0].message.parsed, Verdict)
        return
    raise AssertionError("no seed gave a whole answer")


def check_forced_tool(client, model, embedder):
    tool = {
        "type": "function",
        "function": {
            "name": "switch_light",
            "description": "Switches a light.",
            "parameters": {
                "type": "object",
                "properties": {"on": {"type": "boolean"}},
                "required": ["on"],
                "additionalProperties": False,
            },
        },
    }
    options = {"tools": [tool], "tool_choice": "required", "max_tokens": 300, "seed": 3}
    answer = chat(client, model, **options).choices[0]
    assert answer.finish_reason == "tool_calls", answer
    call = answer.message.tool_calls[0]
    assert call.type == "function" and call.function.name == "switch_light"
    assert isinstance(json.loads(call.function.arguments)["on"], bool)
    deltas = [
        part
        for chunk in chat(client, model, stream=True, **options)
        for part in chunk.choices[0].delta.tool_calls or []
    ]
    assert deltas and deltas[0].index == 0 and deltas[0].function.name == "switch_light"


def check_completions(client, model, embedder):
    answer = client.completions.create(
        model=model, prompt=["Once upon", "The cat"], max_tokens=4, temperature=0, logprobs=2)
    assert answer.object == "text_completion"
    assert [choice.index for choice in answer.choices] == [0, 1]
    assert len(answer.choices[0].logprobs.tokens) <= 4
    echoed = client.completions.create(
        model=model, prompt="Once upon", max_tokens=4, temperature=0, echo=True)
    assert echoed.choices[0].text == "Once upon" + answer.choices[0].text
    parts = client.completions.create(
        model=model, prompt="Once upon", max_tokens=4, temperature=0, stream=True)
    assert "".join(part.choices[0].text for part in parts) == answer.choices[0].text


def check_embeddings(client, model, embedder):
    texts = ["the cat sat", "a dog ran"]
    # The client asks for base64 unless told otherwise, and decodes it.
    packed = client.embeddings.create(model=embedder, input=texts)
    plain = client.embeddings.create(model=embedder, input=texts, encoding_format="float")
    assert [entry.index for entry in packed.data] == [0, 1]
    for left, right in zip(packed.data, plain.data):
        assert len(left.embedding) == len(right.embedding)
        assert all(abs(a - b) < 1e-6 for a, b in zip(left.embedding, right.embedding))
        assert abs(sum(value * value for value in right.embedding) - 1) < 1e-3
    raw = client.embeddings.with_raw_response.create(
        model=embedder, input="x", encoding_format="base64")
    data = json.loads(raw.text)["data"][0]["embedding"]
    count = len(base64.b64decode(data)) // 4
    assert struct.unpack(f"<{count}f", base64.b64decode(data))
    assert plain.usage.prompt_tokens > 0
    tokens = client.embeddings.create(model=embedder, input=[[1, 2, 3], [4]])
    assert len(tokens.data) == 2 and tokens.usage.prompt_tokens == 4


def check_loop(client, model, embedder):
    answer = client.chat.completions.create(
        model="aiki", messages=[{"role": "user", "content": "Hi"}], max_tokens=4, temperature=0)
    assert answer.model == "aiki" and answer.usage.completion_tokens > 0


def check_errors(client, model, embedder):
    def expect(kind, code, act):
        try:
            act()
        except kind as error:
            assert error.code == code, (error.code, code)
            return error
        raise AssertionError(f"no {kind.__name__}")

    expect(openai.NotFoundError, "model_not_found", lambda: chat(client, "no-such-model"))
    expect(openai.NotFoundError, "model_not_found", lambda: client.models.retrieve("nope"))
    error = expect(
        openai.BadRequestError, "invalid_value", lambda: chat(client, model, temperature=9))
    assert error.param == "temperature"
    expect(
        openai.BadRequestError, "context_length_exceeded",
        lambda: client.chat.completions.create(
            model=model, max_tokens=4, messages=[{"role": "user", "content": "word " * 200000}]))
    assert error.request_id


def check_disconnect(client, model, embedder):
    stream = chat(client, model, stream=True, max_tokens=100)
    next(iter(stream))
    stream.close()
    time.sleep(0.2)
    assert chat(client, model, max_tokens=1).usage.completion_tokens == 1


def check_many_at_once(client, model, embedder):
    whole = chat(client, model).choices[0].message.content
    results = []

    def ask():
        results.append(chat(client, model).choices[0].message.content)

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [whole] * 16, results


def check_keys(url, key, model):
    with urllib.request.urlopen(url.removesuffix("/v1") + "/health") as answer:
        assert json.load(answer)["status"] == "ok"
    wrong = openai.OpenAI(base_url=url, api_key="wrong", max_retries=0)
    try:
        wrong.models.list()
        raise AssertionError("a wrong key was accepted")
    except openai.AuthenticationError as error:
        assert error.code == "invalid_api_key"
    right = openai.OpenAI(base_url=url, api_key=key, max_retries=0)
    assert model in [entry.id for entry in right.models.list()]


def main(arguments):
    url, model, embedder = arguments[:3]
    client = openai.OpenAI(base_url=url, api_key="unused", max_retries=0, timeout=60)
    checks = [value for name, value in sorted(globals().items())
              if name.startswith("check_") and name != "check_keys"]
    for check in checks:
        check(client, model, embedder)
        print(f"ok  {check.__name__.removeprefix('check_')}", flush=True)
    if len(arguments) > 3:
        check_keys(arguments[3], arguments[4], model)
        print("ok  keys")
    print(f"openai {openai.__version__}: all checks passed")


if __name__ == "__main__":
    main(sys.argv[1:])
