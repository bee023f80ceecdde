"""Writes docs/LIMITS.md: every limit in the sources, with its value and the first sentence of its comment.

    python3 Tools/limits.py

Run it after adding a limit; a test fails where the page and the sources disagree.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMIT = re.compile(r"^\s*(?:(?:public|package|private|fileprivate) )*(?:static let|var) (\w+Max)\b(?:: [\w<>.]+)? = (.+)$")


def comment(lines, index):
    """The documentation above a line, as one line, up to its first full stop."""
    words = []
    for line in reversed(lines[:index]):
        text = line.strip()
        if not text.startswith("//"):
            break
        words.insert(0, text.lstrip("/ "))
    text = " ".join(words)
    return re.split(r"(?<=\.)\s", text)[0].replace("|", "\\|")


def limits():
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        lines = path.read_text("utf-8").split("\n")
        for index, line in enumerate(lines):
            match = LIMIT.match(line)
            if match:
                target = path.relative_to(ROOT / "Sources").parts[1]
                value = match.group(2).split("//")[0].strip().rstrip(",")
                yield target, f"{path.stem}.{match.group(1)}", value, comment(lines, index)


def main():
    text = [
        "# Limits", "",
        "Everything has a limit, each is a named constant, and each is tested at the limit and one past it. This page is",
        "written by `Tools/limits.py` from the sources; a test holds the two together. What exceeds a limit is an error with",
        "its numbers; nothing is cut silently.", "",
        "| target | limit | value | what it bounds |", "|---|---|---|---|",
    ]
    rows = [f"| {target} | `{name}` | {value} | {why} |" for target, name, value, why in limits()]
    (ROOT / "docs/LIMITS.md").write_text("\n".join(text + rows) + "\n", "utf-8")
    print(f"{len(rows)} limits")


if __name__ == "__main__":
    main()
