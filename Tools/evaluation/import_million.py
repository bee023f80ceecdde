#!/usr/bin/env python3
"""Measures an import of many messages: seconds, peak memory, size of the store, nothing lost, nothing twice.

    Tools/evaluation/import_million.py CHILD [--messages 1000000] [--kinds chatgpt,telegram] [--kills 0] [--folder F]

CHILD is the test program `ImportTrialChild` of a release build (or any program that takes the same arguments). An export
with made-up texts (fixed seed, lengths as in chats) is written, imported, imported again, and read back with SQL. With
--kills the first import is killed with SIGKILL that many times at random moments before it may end.
"""
import argparse, json, os, random, sqlite3, subprocess, sys, tempfile, time

WORDS = ("the a to of and in is it you that for on are with as this be at have from or by not but what all were when we there can "
         "said each which do how if will up other about out many then them these so some her would make like him into time has look two "
         "more go see number way could people my than first water been call who its now find long down day did get come made may part "
         "boat fjord mountain winter coffee garden letter music river window harbour forest bridge market island").split()


def text(rng, mean):
    """Words with a length as chats have it: many short texts, few long ones."""
    count = max(1, min(1500, int(rng.lognormvariate(mean, 0.9))))
    return " ".join(rng.choices(WORDS, k=count))


def write_chatgpt(path, messages, rng):
    """Conversations of 2 to 60 messages, a tree each, as ChatGPT's export writes them."""
    written = 0
    with open(path, "w") as file:
        file.write("[")
        conversation = 0
        while written < messages:
            count = min(messages - written, rng.randint(1, 30) * 2)
            mapping = {f"root{conversation}": {"id": f"root{conversation}", "message": None, "parent": None,
                                               "children": [f"{conversation}-0"]}}
            for index in range(count):
                name = f"{conversation}-{index}"
                mapping[name] = {
                    "id": name, "parent": f"{conversation}-{index - 1}" if index else f"root{conversation}",
                    "children": [f"{conversation}-{index + 1}"] if index + 1 < count else [],
                    "message": {"id": name, "author": {"role": "assistant" if index % 2 else "user", "name": None, "metadata": {}},
                                "create_time": 1.6e9 + conversation * 3600 + index * 30, "update_time": None,
                                "content": {"content_type": "text",
                                            "parts": [f"{name} " + text(rng, 4.2 if index % 2 else 2.8)]},
                                "status": "finished_successfully", "end_turn": True, "weight": 1.0, "recipient": "all",
                                "metadata": {"model_slug": "gpt-4o", "request_id": "0123456789abcdef"}}}
            file.write("," if conversation else "")
            json.dump({"id": f"c{conversation}", "conversation_id": f"c{conversation}", "title": f"Chat {conversation}",
                       "create_time": 1.6e9 + conversation * 3600, "mapping": mapping,
                       "current_node": f"{conversation}-{count - 1}"}, file)
            written += count
            conversation += 1
        file.write("]")


def write_telegram(path, messages, rng):
    """One export of all chats, of ten chats."""
    with open(path, "w") as file:
        file.write('{"personal_information": {"user_id": 1}, "chats": {"list": [')
        for chat in range(10):
            file.write("," if chat else "")
            file.write(f'{{"name": "Person {chat}", "type": "personal_chat", "id": {chat + 100}, "messages": [')
            for index in range(messages // 10):
                file.write("," if index else "")
                stamp = 1_600_000_000 + index * rng.choice((5, 30, 300, 4000))
                json.dump({"id": index + 1, "type": "message", "date_unixtime": str(stamp), "from": f"Person {chat}",
                           "from_id": f"user{chat if index % 2 else 1}", "text": f"{chat}-{index} " + text(rng, 2.0)}, file)
            file.write("]}")
        file.write("]}}")


def run(command, kill_after=None):
    """Seconds, peak memory in MiB, the last line; None where it was killed."""
    start = time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if kill_after is not None:
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None
    peak, line = 0, ""
    for line in process.stdout:
        try:
            status = open(f"/proc/{process.pid}/status").read()
            peak = max(peak, int(status.split("VmHWM:")[1].split()[0]) // 1024)
        except (OSError, IndexError):
            pass
    if process.wait() != 0:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.time() - start, peak, line


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("child")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--kinds", default="chatgpt,telegram")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder")
    arguments = parser.parse_args()
    writers = {"chatgpt": write_chatgpt, "telegram": write_telegram}
    for kind in arguments.kinds.split(","):
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            rng = random.Random(7)
            path = os.path.join(folder, "conversations.json" if kind == "chatgpt" else "result.json")
            writers[kind](path, arguments.messages, rng)
            store = os.path.join(folder, "aiki.sqlite")
            command = [arguments.child, "import", store, kind, path]
            killed = sum(run(command, rng.uniform(0.5, 20)) is None for _ in range(arguments.kills))
            first = run(command)
            report = json.loads(first[2])
            again = run(command)
            repeated = json.loads(again[2])
            database = sqlite3.connect(store)
            count, different = database.execute("SELECT count(*), count(DISTINCT text) FROM messages").fetchone()
            print(json.dumps({
                "kind": kind, "messages": arguments.messages, "exportMiB": os.path.getsize(path) >> 20, "kills": killed,
                "seconds": round(first[0], 1), "messagesPerSecond": round(report["messages"] / first[0]),
                "peakMiB": first[1], "storeMiB": os.path.getsize(store) >> 20, "inStore": count, "different": different,
                "againSeconds": round(again[0], 1), "againNew": repeated["messages"], "againKnown": repeated["known"]}), flush=True)
            if (count, different, repeated["messages"]) != (arguments.messages, arguments.messages, 0):
                sys.exit("messages were lost or are there twice")


main()
