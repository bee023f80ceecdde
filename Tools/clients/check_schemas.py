"""Checks what a running `aiki serve` sends against OpenAI's own description of its API.

    python check_schemas.py http://127.0.0.1:11535/v1 CHAT_MODEL EMBEDDING_MODEL openapi.yaml

Needs the packages `pyyaml` and `jsonschema`. Anything that is missing or of another type ends the run.
"""

import json
import sys
import urllib.error
import urllib.request

import jsonschema
import yaml

# OpenAI streams `null` here until a choice ends, and describes only the answer that is whole.
NULL_IN_CHUNKS = ("CreateCompletionResponse", "choices/*/finish_reason")


def load(path):
    """The schemas as JSON Schema: `nullable` becomes a type, references stay inside."""
    with open(path) as file:
        document = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def convert(value):
        if isinstance(value, list):
            return [convert(entry) for entry in value]
        if not isinstance(value, dict):
            return value
        # Formats and prose do not matter here; discriminators are OpenAPI's alone.
        result = {key: convert(entry) for key, entry in value.items() if key != "discriminator"}
        if result.pop("nullable", False) is True:
            return {"anyOf": [result, {"type": "null"}]}
        return result

    return {"components": {"schemas": convert(document["components"]["schemas"])}}


def fetch(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def chunks(text):
    events = [line[6:] for line in text.split("\n") if line.startswith("data: ")]
    assert events[-1] == "[DONE]", events[-1]
    return [json.loads(event) for event in events[:-1]]


def answers(url, model, embedder):
    """Pairs of a schema's name and an answer that must follow it."""
    messages = [{"role": "user", "content": "Once upon a time"}]
    chat = {"model": model, "messages": messages, "max_tokens": 8}
    tool = {"type": "function", "function": {"name": "f"}}
    variants = [
        {}, {"n": 2}, {"logprobs": True, "top_logprobs": 2},
        {"tools": [tool], "tool_choice": "required", "max_tokens": 200},
        {"response_format": {"type": "json_object"}, "max_tokens": 40}, {"model": "aiki"},
    ]
    for variant in variants:
        body = {**chat, **variant}
        yield "CreateChatCompletionResponse", json.loads(fetch(url + "/chat/completions", body))
        body |= {"stream": True, "stream_options": {"include_usage": True}}
        for chunk in chunks(fetch(url + "/chat/completions", body)):
            yield "CreateChatCompletionStreamResponse", chunk
    for variant in [{}, {"logprobs": 2, "n": 2}, {"prompt": [[1, 2], [3]]}, {"echo": True}]:
        body = {"model": model, "prompt": "Once", "max_tokens": 5, **variant}
        yield "CreateCompletionResponse", json.loads(fetch(url + "/completions", body))
        for chunk in chunks(fetch(url + "/completions", {**body, "stream": True})):
            yield "CreateCompletionResponse", chunk
    for given in ["a", ["a", "b"], [1, 2]]:
        body = {"model": embedder, "input": given}
        yield "CreateEmbeddingResponse", json.loads(fetch(url + "/embeddings", body))
    yield "ListModelsResponse", json.loads(fetch(url + "/models"))
    yield "Model", json.loads(fetch(url + "/models/" + model))
    for body in [{}, {**chat, "model": "none"}, {**chat, "temperature": 9}]:
        yield "ErrorResponse", json.loads(fetch(url + "/chat/completions", body))


def main(arguments):
    url, model, embedder, path = arguments
    document = load(path)
    count, wrong = 0, set()
    for name, answer in answers(url, model, embedder):
        schema = {**document, "$ref": f"#/components/schemas/{name}"}
        validator = jsonschema.validators.Draft202012Validator(schema)
        for error in validator.iter_errors(answer):
            where = "/".join("*" if isinstance(part, int) else part for part in error.path)
            if (name, where) == NULL_IN_CHUNKS and error.instance is None:
                continue
            wrong.add(f"{name}: {where}: {error.message[:200]}")
        count += 1
    for line in sorted(wrong):
        print(line)
    assert not wrong, f"{len(wrong)} differences"
    print(f"schemas: {count} answers follow OpenAI's description")


if __name__ == "__main__":
    main(sys.argv[1:])
