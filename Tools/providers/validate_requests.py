"""Holds the requests of AikiProviders against the providers' own OpenAPI specifications.

    python3 Tools/providers/validate_requests.py APIS [Tests/Fixtures/providers/requests.json]

APIS holds openai/openapi.yaml and openrouter/openapi.yaml. Chat completions and responses are held
against OpenAI's, OpenRouter's chat completions and Anthropic's messages against OpenRouter's, which
describes both. Gemini's have no such file here; the google-genai client's types stand in for it:
every field must be one of theirs. Needs jsonschema, pyyaml and google-genai.
"""

import json
import pathlib
import sys

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def inclusive(value):
    """`oneOf` as `anyOf`: the specifications' alternatives overlap (a message with a list of parts is
    two of OpenAI's input items), and are told apart by a discriminator that JSON Schema has not."""
    if isinstance(value, dict):
        return {"anyOf" if key == "oneOf" else key: inclusive(member) for key, member in value.items()}
    if isinstance(value, list):
        return [inclusive(member) for member in value]
    return value


def validator(path, route):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = inclusive(yaml.load(path.read_text(), Loader=loader))
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)
    body = document["paths"][route]["post"]["requestBody"]["content"]["application/json"]
    schema = body["schema"]
    if "$ref" in schema:
        schema = {"$ref": "urn:api" + schema["$ref"]}
    return Draft202012Validator(schema, registry=registry), schema, document


def known_members(schema, document, seen=()):
    """Every member that a schema names, through references and unions; None where it is open."""
    if "$ref" in schema:
        name = schema["$ref"]
        if name in seen:
            return set()
        target = document
        for part in name.split("#/")[1].split("/"):
            target = target[part]
        return known_members(target, document, (*seen, name))
    members = set(schema.get("properties", {}))
    for key in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(key, []):
            members |= known_members(part, document, seen)
    return members


def gemini_problems(body):
    from google.genai import types

    def camel(name):
        head, *rest = name.split("_")
        return head + "".join(word.title() for word in rest)

    def check(value, model, path):
        fields = {camel(name): field for name, field in model.model_fields.items()}
        for key, member in value.items():
            if key not in fields:
                yield f"{path}.{key} is not known"
                continue
        yield from ()

    top = {"contents", "systemInstruction", "tools", "generationConfig"}
    for key in body:
        if key not in top:
            yield f"{key} is not known"
    for index, content in enumerate([*body["contents"], body.get("systemInstruction", {"parts": []})]):
        for part in content["parts"]:
            yield from check(part, types.Part, f"contents[{index}]")
            if "functionResponse" in part:
                yield from check(part["functionResponse"], types.FunctionResponse, "functionResponse")
            if "functionCall" in part:
                yield from check(part["functionCall"], types.FunctionCall, "functionCall")
            if "inlineData" in part:
                yield from check(part["inlineData"], types.Blob, "inlineData")
    for tool in body.get("tools", []):
        for function in tool["functionDeclarations"]:
            yield from check(function, types.FunctionDeclaration, "functionDeclarations")
    config = body.get("generationConfig", {})
    yield from check(config, types.GenerationConfig, "generationConfig")
    yield from check(config.get("thinkingConfig", {}), types.ThinkingConfig, "thinkingConfig")


def main():
    apis = pathlib.Path(sys.argv[1])
    file = sys.argv[2] if len(sys.argv) > 2 else "Tests/Fixtures/providers/requests.json"
    openai, openrouter = apis / "openai/openapi.yaml", apis / "openrouter/openapi.yaml"
    routes = {
        "openai": (openai, "/chat/completions"),
        "openai-responses": (openai, "/responses"),
        "openrouter": (openrouter, "/chat/completions"),
        "anthropic": (openrouter, "/messages"),
    }
    # What servers of one's own know beyond OpenAI's specification.
    beyond = {"top_k", "min_p", "repetition_penalty", "chat_template_kwargs", "grammar"}
    validators, failures, count = {}, 0, 0
    for entry in json.loads(pathlib.Path(file).read_text()):
        kind, body = entry["kind"], entry["body"]
        count += 1
        if kind == "gemini":
            problems = list(gemini_problems(body))
        else:
            if kind == "openai-compatible":
                kind, body = "openai", {k: v for k, v in body.items() if k not in beyond}
            if kind not in validators:
                validators[kind] = validator(*routes[kind])
            check, schema, document = validators[kind]
            problems = [
                f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                for error in check.iter_errors(body)
            ]
            problems += [f"{key} is not known" for key in set(body) - known_members(schema, document)]
        print(f"{'ok  ' if not problems else 'FAIL'} {entry['kind']:18} {entry['name']}")
        for problem in problems:
            print("     " + problem)
        failures += bool(problems)
    print(f"{count - failures} of {count} requests are valid")
    sys.exit(bool(failures))


main()
