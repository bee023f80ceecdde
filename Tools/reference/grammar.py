"""Expectations of the JSON schema grammar tests, checked by the `jsonschema` package.

    python grammar.py fixtures      writes Tests/Fixtures/grammar/schemas.json
    python grammar.py check FILE    validates texts that the test wrote: one [schema, text] a line

Each schema comes with texts that its grammar must accept, each valid, and texts that it must refuse:
`invalid` ones, and `narrowed` ones, which the schema allows and the grammar leaves out on purpose.
"""

import json
import pathlib
import sys

import jsonschema

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/grammar"

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 8},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
        "email": {"type": ["string", "null"]},
    },
    "required": ["name", "age"],
    "additionalProperties": False,
}
TREE = {
    "$ref": "#/$defs/node",
    "$defs": {"node": {
        "type": "object",
        "properties": {
            "value": {"type": "integer"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/node"}, "maxItems": 3},
        },
        "required": ["value"],
    }},
}

# name, schema, accepted, invalid, narrowed
CASES = [
    ("any", {}, ["1", "null", "[1, {\"a\": []}]", "\"x\""], ["", "nul", "01", "[1,]"], []),
    ("object", {"type": "object"}, ["{}", "{\"a\":1}", "{ \"a\": 1, \"b\": [] }"],
     ["[]", "{\"a\"}", "{\"a\":1,}"], ["{  }"]),
    ("person", PERSON, ["{\"name\":\"Bo\",\"age\":7}", "{\"name\": \"Zoë😀\", \"age\": 150, \"email\": null}",
                        "{\"name\":\"a\\\"b\",\"age\":0,\"email\":\"x\"}"],
     ["{\"name\":\"\",\"age\":7}", "{\"name\":\"Bo\"}", "{\"name\":\"Bo\",\"age\":151}",
      "{\"name\":\"Bo\",\"age\":-1}", "{\"name\":\"Bo\",\"age\":7,\"x\":1}", "{\"name\":\"123456789\",\"age\":7}"],
     ["{\"age\":7,\"name\":\"Bo\"}"]),
    ("optional", {"type": "object", "properties": {"a": {"type": "null"}, "b": {"type": "null"}, "c": {"type": "null"}}},
     ["{}", "{\"a\":null}", "{\"b\":null}", "{\"a\":null,\"c\":null}", "{\"b\":null,\"c\":null}"],
     ["{,\"b\":null}", "{\"a\":null,}", "{\"a\":1}"], ["{\"x\":1}", "{\"c\":null,\"a\":null}"]),
    ("additional", {"type": "object", "properties": {"ab": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
     ["{}", "{\"ab\":1}", "{\"x\":\"y\"}", "{\"ab\":1,\"a\":\"x\",\"abc\":\"z\",\"\":\"e\"}"],
     ["{\"ab\":\"x\"}", "{\"x\":1}", "{\"ab\":1,\"ab\":\"x\"}", "{\"a\\u0062\":\"x\"}"], []),
    ("map", {"type": "object", "additionalProperties": {"type": "boolean"}, "minProperties": 1, "maxProperties": 2},
     ["{\"a\":true}", "{\"a\":true,\"b\":false}"], ["{}", "{\"a\":1}", "{\"a\":true,\"b\":true,\"c\":true}"], []),
    ("enum", {"enum": ["a", 1, None, True, {"k": [1]}]}, ["\"a\"", "1", "null", "true", "{\"k\":[1]}"], ["2", "\"b\"", "false"], []),
    ("enum-type", {"type": "string", "enum": ["a", 1]}, ["\"a\""], ["1"], []),
    ("const", {"const": "x\"é"}, ["\"x\\\"é\""], ["\"x\""], []),
    ("any-of", {"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 1}]}, ["12", "\"a\""], ["true", "\"ab\""], []),
    ("one-of", {"oneOf": [{"type": "null"}, {"type": "array", "items": {"type": "null"}}]}, ["null", "[null, null]"], ["[1]"], []),
    ("any-of-base", {"type": "object", "properties": {"k": {"type": "integer"}}, "required": ["k"],
                     "anyOf": [{"properties": {"v": {"type": "string"}}, "required": ["v"]}, {"properties": {"w": {"type": "null"}}}]},
     ["{\"k\":1,\"v\":\"x\"}", "{\"k\":1}"], ["{\"v\":\"x\"}"], []),
    ("all-of", {"allOf": [{"type": "object", "properties": {"a": {"type": "integer", "minimum": 3}}, "required": ["a"]},
                          {"properties": {"a": {"maximum": 5}, "b": {"type": "string"}}, "required": ["b"]}]},
     ["{\"a\":3,\"b\":\"\"}", "{\"a\":5,\"b\":\"x\"}"], ["{\"a\":2,\"b\":\"\"}", "{\"a\":6,\"b\":\"\"}", "{\"a\":3}"], []),
    ("tree", TREE, ["{\"value\":1}", "{\"value\":1,\"children\":[{\"value\":2,\"children\":[]},{\"value\":3}]}"],
     ["{\"children\":[]}", "{\"value\":1,\"children\":[1]}", "{\"value\":1,\"children\":[{\"value\":1},{\"value\":1},{\"value\":1},{\"value\":1}]}"], []),
    ("root-ref", {"type": "object", "properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["next"]},
     ["{\"next\":null}", "{\"next\":{\"next\":null}}"], ["{}", "{\"next\":1}"], []),
    ("ref-beside", {"$defs": {"p/q": {"type": "integer", "minimum": 0}}, "$ref": "#/$defs/p~1q", "maximum": 9}, ["0", "9"], ["10", "-1"], []),
    ("array", {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 3}, ["[1,2]", "[ 1, 2, 3 ]"], ["[1]", "[1,2,3,4]", "[]"], []),
    ("array-empty", {"type": "array", "maxItems": 0}, ["[]"], ["[1]"], []),
    ("prefix", {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": {"type": "null"}},
     ["[\"a\",1]", "[\"a\",1,null,null]"], ["[1,1]", "[\"a\",1,2]"], ["[\"a\"]"]),
    ("prefix-closed", {"type": "array", "prefixItems": [{"type": "string"}], "items": False}, ["[\"a\"]"], ["[1]", "[\"a\",1]"], ["[]"]),
    ("string-length", {"type": "string", "minLength": 2, "maxLength": 3}, ["\"ab\"", "\"日本語\"", "\"\\n\\u00e9\""], ["\"a\"", "\"abcd\""], []),
    ("pattern", {"type": "string", "pattern": "^[a-c]{2,3}-\\d+(x|yz)?$"}, ["\"ab-1\"", "\"abc-12yz\""], ["\"a-1\"", "\"ab-\"", "\"ab-1y\""], []),
    ("pattern-open", {"type": "string", "pattern": "b+\\."}, ["\"b.\"", "\"abb.c\""], ["\"b\"", "\"a.\""], []),
    ("pattern-escapes", {"type": "string", "pattern": "^[\\\"\\\\\\n]\\w\\s.$"}, ["\"\\\"a b\"", "\"\\\\_\\tx\"", "\"\\n9 é\""], ["\"aab \""], []),
    ("pattern-choice", {"type": "string", "pattern": "^a$|^b|c$"}, ["\"a\"", "\"bx\"", "\"xc\""], ["\"ax\"", "\"x\""], []),
    ("date", {"type": "string", "format": "date"}, ["\"2026-03-31\"", "\"1999-02-28\"", "\"2024-11-30\""], ["\"2026-13-01\"", "\"2026-02-30\"", "\"2026-04-31\""], ["\"2024-02-29\""]),
    ("date-time", {"type": "string", "format": "date-time"}, ["\"2026-03-05T14:07:09Z\"", "\"2026-03-05T23:59:59.25+01:00\""], ["\"2026-03-05\"", "\"2026-03-05T24:00:00Z\""], []),
    ("time", {"type": "string", "format": "time"}, ["\"14:07:09Z\""], ["\"25:00:00Z\"", "\"14:60:00Z\""], []),
    ("uuid", {"type": "string", "format": "uuid"}, ["\"123e4567-e89b-12d3-a456-426614174000\""], ["\"123\""], []),
    ("integers", {"type": "integer"}, ["0", "-12", "1234567890123456"], ["1.5", "01", "--1"], []),
    ("integer-range", {"type": "integer", "minimum": -15, "maximum": 1234}, ["-15", "-9", "0", "7", "999", "1000", "1234"], ["-16", "-20", "1235", "2000", "01"], ["-0"]),
    ("integer-open", {"type": "integer", "exclusiveMinimum": 98}, ["99", "100", "12345"], ["98", "9", "-100"], []),
    ("integer-below", {"type": "integer", "maximum": -5}, ["-5", "-10", "-123"], ["-4", "0", "5"], []),
    ("number", {"type": "number"}, ["0", "-1.5", "2e10", "1.25E-3"], ["1.", ".5", "+1"], []),
    ("types", {"type": ["integer", "null", "array"], "items": {"type": "boolean"}, "minimum": 3}, ["null", "3", "[true]"], ["2", "[1]", "\"a\""], []),
    ("nested", {"type": "object", "properties": {"list": {"type": "array", "items": PERSON, "minItems": 1}}, "required": ["list"], "additionalProperties": False},
     ["{\"list\":[{\"name\":\"a\",\"age\":1}]}"], ["{\"list\":[]}", "{}"], []),
    ("required-only", {"type": "object", "required": ["a\"b"]}, ["{\"a\\\"b\":1}", "{\"a\\\"b\":[],\"c\":2}"], ["{}", "{\"c\":2}"], []),
    ("boolean", {"type": "boolean", "description": "yes or no", "title": "T", "default": True, "examples": [False]}, ["true", "false"], ["1", "null"], []),
]


def is_valid(schema, text):
    def refuse(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError("a key comes twice")
        return dict(pairs)
    try:
        value = json.loads(text, object_pairs_hook=refuse)
    except ValueError:
        return False
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema, format_checker=checker)
    return validator.is_valid(value)


def fixtures():
    cases = []
    for name, schema, accepted, invalid, narrowed in CASES:
        for text in accepted + narrowed:
            assert is_valid(schema, text), (name, text)
        for text in invalid:
            assert not is_valid(schema, text), (name, text)
        cases.append({"name": name, "schema": schema, "accepted": accepted, "refused": invalid + narrowed})
    FIXTURES.mkdir(parents=True, exist_ok=True)
    text = "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n"
    (FIXTURES / "schemas.json").write_text(text, encoding="utf-8")
    print(len(cases), "schemas")


def check(path):
    schemas = {name: schema for name, schema, *_ in CASES}
    lines = [json.loads(line) for line in pathlib.Path(path).read_text().splitlines()]
    wrong = [(name, text) for name, text in lines if not is_valid(schemas[name], text)]
    print(len(lines), "texts,", len(wrong), "not valid", wrong[:5])


if __name__ == "__main__":
    fixtures() if sys.argv[1] == "fixtures" else check(sys.argv[2])
