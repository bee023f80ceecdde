"""Expectations of the chat template tests, from Python's jinja2 in the environment of `transformers`.

    python chat_templates.py fixtures              writes Tests/Fixtures/templates/features.json
    python chat_templates.py scenarios DATA        writes .../scenarios.json, .../expectations.json
    python chat_templates.py fuzz COUNT SEED FILE  writes random templates and what they render

`features.json` holds templates of the project's own, one a feature, with their whole output.
`expectations.json` holds for each template of DATA/tokenizers/chat-templates and each scenario the
length and the FNV-1a hash (64 bits) of the output, or that it must fail; no template is copied.
"""

import datetime
import json
import pathlib
import random
import sys

import jinja2
from transformers.utils import chat_template_utils

from chat_template_features import FEATURES

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/templates"
NOW = datetime.datetime(2026, 3, 5, 14, 7, 9, 123456)


def render(source, variables):
    """The output, or None where Python refuses."""
    try:
        template = chat_template_utils._compile_jinja_template(source)
        template.globals["strftime_now"] = lambda format: NOW.strftime(format)
        return template.render(**variables)
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError,
            ArithmeticError, AssertionError, RecursionError, NotImplementedError):
        return None


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & (1 << 64) - 1
    return value


# --- Scenarios for real templates ---------------------------------------------------------------

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Tells the weather of a town.",
        "parameters": {
            "type": "object",
            "properties": {
                "town": {"type": "string", "description": "The town, as in \"Zürich\""},
                "unit": {"type": "string", "enum": ["C", "F"], "description": "The unit"},
                "days": {"type": ["integer", "null"], "default": 1, "minimum": 1},
            },
            "required": ["town"],
        },
        "return": {"type": "string", "description": "What the sky does"},
    },
}
CLOCK = {
    "type": "function",
    "function": {
        "name": "get_time",
        "description": "Tells the time.",
        "parameters": {"type": "object", "properties": {}, "required": []},
    },
}


def call(name, arguments, identifier="call12345"):
    return {"type": "function", "id": identifier,
            "function": {"name": name, "arguments": arguments}}


def scenarios():
    user = {"role": "user", "content": "Hi <there> & \"you\", größe 7 ≥ 5?"}
    system = {"role": "system", "content": "  You are brief.\n"}
    turns = [
        user,
        {"role": "assistant", "content": "Hello.\n"},
        {"role": "user", "content": "\nTell me more. "},
        {"role": "assistant", "content": "<think>\nLet me see.\n</think>\n\nMore it is."},
        {"role": "user", "content": "Thanks"},
    ]
    arguments = {"town": "Zürich", "days": 2, "exact": True, "note": None, "share": 0.5}
    asked = {"role": "user", "content": "Weather?"}
    result = {"role": "tool", "name": "get_weather", "tool_call_id": "call12345",
              "content": "{\"sky\": \"blue\"}"}
    answer = {"role": "assistant", "content": "It is blue."}
    called = {"role": "assistant", "content": "", "tool_calls": [call("get_weather", arguments)]}
    quoted = {"role": "assistant", "content": None,
              "tool_calls": [call("get_weather", json.dumps(arguments))]}
    bare = {"role": "assistant", "tool_calls": [call("get_weather", arguments)]}
    both = {"role": "assistant", "content": "Looking.", "tool_calls": [
        call("get_weather", arguments), call("get_time", {}, "call54321")]}
    second = {"role": "tool", "name": "get_time", "tool_call_id": "call54321", "content": "14:07"}
    thought = {"role": "assistant", "content": "Four.", "reasoning_content": "2 + 2\nis 4"}
    typed = [{"role": "system", "content": [{"type": "text", "text": "Brief."}]},
             {"role": "user", "content": [{"type": "text", "text": "One "},
                                          {"type": "text", "text": "two"}]}]
    tools = [WEATHER, CLOCK]
    conversations = {
        "user": {"messages": [user]},
        "system": {"messages": [system, *turns]},
        "turns": {"messages": turns},
        "tools": {"messages": [asked], "tools": tools},
        "system-tools": {"messages": [system, asked], "tools": tools},
        "call": {"messages": [asked, called], "tools": tools},
        "call-quoted": {"messages": [asked, quoted], "tools": tools},
        "call-bare": {"messages": [system, asked, bare, result], "tools": tools},
        "result": {"messages": [asked, called, result], "tools": tools},
        "answered": {"messages": [system, asked, called, result, answer, user], "tools": tools},
        "parallel": {"messages": [asked, both, result, second], "tools": tools},
        "thought": {"messages": [asked, thought, user]},
        "thought-last": {"messages": [asked, thought]},
        "typed": {"messages": typed},
        "empty": {"messages": []},
        "two-users": {"messages": [user, user]},
        "assistant-first": {"messages": [answer, user]},
    }
    options = {
        "": {"add_generation_prompt": True},
        "/closed": {"add_generation_prompt": False},
        "/thinking": {"add_generation_prompt": True, "enable_thinking": True},
        "/plain": {"add_generation_prompt": True, "enable_thinking": False},
        "/closed-plain": {"add_generation_prompt": False, "enable_thinking": False},
        "/dated": {"add_generation_prompt": True, "date_string": "05 Mar 2026",
                   "reasoning_effort": "high", "thinking": True, "builtin_tools": ["browser"],
                   "documents": [{"title": "A", "text": "b"}]},
    }
    tokens = {"bos_token": "<s>", "eos_token": "</s>"}
    return {name + suffix: {**tokens, **conversation, **option}
            for name, conversation in conversations.items() for suffix, option in options.items()}


def write_scenarios(data):
    every = scenarios()
    expectations = {}
    for path in sorted(pathlib.Path(data, "tokenizers/chat-templates").glob("*.jinja")):
        source = path.read_text(encoding="utf-8")
        row = {}
        for name, variables in every.items():
            output = render(source, json.loads(json.dumps(variables)))
            row[name] = None if output is None else [
                len(output.encode()), f"{fnv(output.encode()):016x}"]
        expectations[path.stem] = row
    write("scenarios.json", every)
    write("expectations.json", expectations)
    outputs = sum(value is not None for row in expectations.values() for value in row.values())
    print(len(expectations), "templates,", len(every), "scenarios,", outputs, "outputs")


# --- Features -----------------------------------------------------------------------------------

def write_features():
    cases = []
    for name, source, variables in FEATURES:
        output = render(source, json.loads(json.dumps(variables)))
        cases.append({"name": name, "template": source, "variables": variables, "output": output})
    write("features.json", cases)
    print(len(cases), "templates,", sum(case["output"] is None for case in cases), "must fail")


def write(name, value):
    FIXTURES.mkdir(parents=True, exist_ok=True)
    if name == "expectations.json":
        rows = (json.dumps(key) + ":" + json.dumps(row, separators=(",", ":"))
                for key, row in value.items())
        text = "{\n" + ",\n".join(rows) + "\n}\n"
    else:
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    (FIXTURES / name).write_text(text, encoding="utf-8")


# --- Random templates ---------------------------------------------------------------------------

class Fuzzer:
    """Draws expressions and statements; most are valid, some must fail."""

    NAMES = ["i", "f", "s", "t", "l", "d", "n", "u", "b", "m"]
    VARIABLES = {"i": 7, "f": 2.5, "s": "Hello wörld", "t": " a,b,,c \n", "l": [3, 1, 2, 1],
                 "d": {"a": 1, "b": [1, 2], "items": "x", "k y": None}, "n": None, "b": True,
                 "m": [{"a": 1, "b": "x"}, {"a": 3, "b": "Y"}, {"a": 2, "b": "x"}]}
    FILTERS = ["abs", "capitalize", "count", "default('z')", "default('z', true)", "dictsort",
               "e", "first", "float", "int", "items|list", "join", "join(',')", "last", "length",
               "list", "lower", "map('string')|list", "map(attribute='a')|list", "max", "min",
               "reject('odd')|list", "rejectattr('a', 'gt', 1)|list", "replace('l', '<L>')",
               "reverse|list", "round", "round(1)", "safe", "select|list", "select('odd')|list",
               "selectattr('a')|list", "selectattr('b', 'equalto', 'x')|list", "sort",
               "sort(reverse=true)", "sort(attribute='a')", "string", "sum", "title", "tojson",
               "tojson(indent=2)", "trim", "trim('H')", "truncate(8)", "unique|list", "upper",
               "urlencode", "wordcount", "batch(2)|list", "slice(2)|list", "indent", "indent(2, true)",
               "center(20)", "groupby('b')|list", "sum(attribute='a')", "format(1, 'x')",
               "filesizeformat", "map('upper')|join('-')", "attr('a')", "xmlattr",
               "tojson(sort_keys=true)", "tojson(separators=(',', ':'))", "tojson(ensure_ascii=true)"]
    METHODS = ["strip()", "split()", "split(',')", "split(',', 1)", "rsplit(',', 1)", "rsplit(None, 1)",
               "split(None, 1)", "upper()", "lower()", "title()", "capitalize()", "lstrip('H ')",
               "rstrip()", "startswith('He')", "endswith(('d', ' '))", "replace('l', '')",
               "find('l')", "rfind('l')", "index('o')", "count('l')", "count(1)", "index(1)", "items()",
               "keys()|list", "values()|list", "get('a')", "get('z', 5)", "join(['1', '2'])",
               "zfill(14)", "ljust(14, '.')", "rjust(14)", "center(15, '*')", "splitlines()",
               "isdigit()", "isalpha()", "isupper()", "islower()", "istitle()", "isspace()",
               "removeprefix('He')", "removesuffix('ld')", "partition('o')", "rpartition('o')",
               "swapcase()", "format(1, x=2)", "expandtabs(4)", "copy()", "append(1)", "pop('a')",
               "nothing()", "casefold()", "isalnum()", "isnumeric()", "find('l', 3)", "count('l', 3, -1)"]
    TESTS = ["defined", "undefined", "none", "string", "number", "integer", "float", "boolean",
             "mapping", "iterable", "sequence", "callable", "odd", "even", "divisibleby(2)", "true",
             "false", "lower", "upper", "in l", "in s", "eq 7", "sameas none", "gt 2", "escaped", "filter",
             "lessthan(9)", "ne 'x'", "divisibleby 3"]
    FORMATS = ["'%s-%r'", "'%5.1f|%-4d|'", "'%05d %x'", "'%+d %%'", "'%(a)s'", "'%c%s'", "'%e %g'",
               "'%10s|%-10s|'", "'%.2s %s'", "'%i'", "'%s'"]
    SPECS = ["'{}'", "'{:>8}|'", "'{:08.3f}'", "'{:,}'", "'{!r:^12}'", "'{0} {0}'", "'{:+d}'", "'{:x}'",
             "'{:.2%}'", "'{0[0]}'", "'{:<5}{:>5}'", "'{{}}'", "'{:e}'", "'{:#x}'", "'{:_}'", "'{:.3}'"]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def expression(self, depth=0):
        pick = self.random.random()
        if depth > 3 or pick < 0.2:
            return self.atom()
        inner = lambda: self.expression(depth + 1)
        if pick < 0.34:
            return f"{self.closed(depth)}|{self.random.choice(self.FILTERS)}"
        if pick < 0.46:
            return f"{self.closed(depth)}.{self.random.choice(self.METHODS)}"
        if pick < 0.54:
            word = self.random.choice(["is", "is not"])
            return f"({inner()}) {word} {self.random.choice(self.TESTS)}"
        if pick < 0.68:
            sign = self.random.choice(["+", "-", "*", "/", "//", "%", "**", "~", "~"])
            return f"{inner()} {sign} {self.closed(depth)}"
        if pick < 0.75:
            sign = self.random.choice(["==", "!=", "<", "<=", ">", ">=", "in", "not in"])
            return f"{inner()} {sign} {self.closed(depth)}"
        if pick < 0.81:
            return f"{inner()} {self.random.choice(['and', 'or'])} {inner()}"
        if pick < 0.84:
            return f"not {inner()}"
        if pick < 0.88:
            return f"({inner()} if {inner()} else {inner()})"
        if pick < 0.93:
            bounds = [self.random.choice(["", "0", "1", "-1", "2", "-2", "9"]) for _ in range(2)]
            step = self.random.choice(["", "", ":", ":2", ":-1", ":-2"])
            return f"{self.closed(depth)}[{bounds[0]}:{bounds[1]}{step}]"
        if pick < 0.95:
            return f"{self.random.choice(self.FORMATS)} % ({inner()}, {inner()})"
        if pick < 0.97:
            return f"{self.random.choice(self.SPECS)}.format({inner()}, {inner()})"
        return f"{self.closed(depth)}[{inner()}]"

    def closed(self, depth):
        return self.atom() if self.random.random() < 0.6 else f"({self.expression(depth + 1)})"

    def atom(self):
        choices = [self.random.choice(self.NAMES)] * 6 + [
            str(self.random.randint(-3, 12)), self.random.choice(["0.1", "1e3", "1.5e-7", "3.0", "1e16"]),
            self.random.choice(["'a'", "'It\\'s'", "\"q\"", "'é\\n'", "''", "'12'", "' 3.5 '", "'<&>'"]),
            "[1, 'a', none]", "(1, 2)", "{'a': 1, 'b': [true]}", "[]", "{}", "range(4)", "range(5, 0, -2)",
            "true", "none", "d.a", "d['b']", "d.items", "m[0]", "m[1].b", "u.x", "s[0]", "l[-1]"]
        return self.random.choice(choices)

    def statement(self, depth=0):
        pick = self.random.random()
        body = lambda: self.body(depth + 1)
        space = lambda: self.random.choice(["", "", "-", "+"])
        tag = lambda text: f"{{%{space()} {text} {self.random.choice(['', '', '-'])}%}}"
        if pick < 0.4 or depth > 2:
            return "{{" + self.random.choice(["", "-"]) + f" {self.expression(1)} " + self.random.choice(["", "-"]) + "}}"
        if pick < 0.55:
            otherwise = tag("else") + body() if self.random.random() < 0.5 else ""
            return tag(f"if {self.expression(1)}") + body() + otherwise + tag("endif")
        if pick < 0.72:
            iterable = self.random.choice(["l", "range(3)", "s", "d", "[]", "m", "l|sort", "d.items()", "t"])
            test = self.random.choice(["", "", " if x != 1"])
            detail = self.random.choice(["index", "first", "last", "previtem", "nextitem", "revindex", "length", "depth0"])
            leave = self.random.choice(["", "", "{% if loop.index > 1 %}{% break %}{% endif %}",
                                        "{% if x == 1 %}{% continue %}{% endif %}"])
            otherwise = tag("else") + body() if self.random.random() < 0.2 else ""
            return tag(f"for x in {iterable}{test}") + "{{ x }}{{ loop." + detail + " }}" + leave + body() + otherwise + tag("endfor")
        if pick < 0.82:
            name = self.random.choice(self.NAMES)
            return tag(f"set {name} = {self.expression(1)}")
        if pick < 0.87:
            return tag(f"set {self.random.choice(self.NAMES)}") + body() + tag("endset")
        if pick < 0.91:
            return tag(f"with i = {self.expression(2)}") + body() + tag("endwith")
        if pick < 0.94:
            return tag("filter upper") + body() + tag("endfilter")
        if pick < 0.97:
            return tag("macro q(a, b=2)") + "{{ a }}/{{ b }}" + body() + tag("endmacro") + "{{ q(1) }}{{ q(i, b=3) }}"
        return "{#" + space() + " note #}"

    def body(self, depth=0):
        parts = []
        for _ in range(self.random.randint(1, 3)):
            parts.append(self.random.choice(["", " ", "\n", "  \n ", "text\n", "a b", "\t"]))
            parts.append(self.statement(depth))
        return "".join(parts) + self.random.choice(["", "\n", " \n"])


def fuzz(count, seed, path):
    fuzzer = Fuzzer(seed)
    cases = []
    for index in range(count):
        if index % 2:
            source = fuzzer.body()
        else:
            source = "{{ " + fuzzer.expression() + " }}"
        output = render(source, json.loads(json.dumps(Fuzzer.VARIABLES)))
        if output is not None and " object at 0x" in output or output and "Undefined" in output:
            continue
        cases.append({"name": f"fuzz-{index}", "template": source, "variables": Fuzzer.VARIABLES,
                      "output": output})
    pathlib.Path(path).write_text(json.dumps(cases), encoding="utf-8")
    print(len(cases), "templates,", sum(case["output"] is None for case in cases), "must fail")


if __name__ == "__main__":
    command = sys.argv[1]
    if command == "fixtures":
        write_features()
    elif command == "scenarios":
        write_scenarios(sys.argv[2])
    else:
        fuzz(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
