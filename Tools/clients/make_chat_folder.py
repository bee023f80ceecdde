"""Makes a model that chats of a tiny random one: adds a chat template and a longer context.

    python make_chat_folder.py SOURCE_FOLDER TARGET_FOLDER
"""

import json
import pathlib
import shutil
import sys

TEMPLATE = (
    "{% for message in messages %}"
    "{{ message.role }}: {{ message.content }}\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)
CONTEXT_TOKENS = 4096


def change(path, changes):
    value = json.loads(path.read_text())
    value.update(changes)
    path.write_text(json.dumps(value))


def main(source, target):
    folder = pathlib.Path(target)
    shutil.copytree(source, folder)
    change(folder / "config.json", {"max_position_embeddings": CONTEXT_TOKENS})
    change(folder / "tokenizer_config.json", {"chat_template": TEMPLATE})


if __name__ == "__main__":
    main(*sys.argv[1:])
