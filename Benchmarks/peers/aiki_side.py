"""Drives the built `aiki`: its bench, its server and single questions, with a house of its own."""

import http.client
import json
import os
import select
import signal
import subprocess
import threading
import time

START_SECONDS_MAX = 60
ANSWER_SECONDS_MAX = 600


class Aiki:
    """The program with an empty house in a folder."""

    def __init__(self, program, home, threads, settings=(), kernels=None):
        self.program, self.kernels, self.threads = program, kernels, threads
        given = dict(setting.split("=", 1) for setting in settings)
        self.environment = {**os.environ, "AIKI_HOME": str(home), "NO_COLOR": "1",
                            "AIKI_ENGINE_THREADS": str(threads), "AIKI_LOG_LEVEL": "error"}
        if kernels:
            self.environment["AIKI_ENGINE_KERNELS"] = kernels
        self.environment.update(given)

    def run(self, *arguments, **more):
        """What a command writes; its errors stay on standard error."""
        command = [self.program, *map(str, arguments)]
        return subprocess.run(
            command, check=True, stdout=subprocess.PIPE, env=self.environment, **more).stdout

    def install(self, path, name):
        """Installs a file or folder under a name, once."""
        installed = json.loads(self.run("model", "list", "--json"))
        rows = installed if isinstance(installed, list) else installed.get("models", [])
        if name not in [row.get("name") for row in rows]:
            self.run("model", "import", path, "--name", name)
        return name

    def bench(self, model, *arguments):
        command = ["model", "bench", model, "--json", "--repetitions", "1",
                   "--threads", self.threads, *arguments]
        if self.kernels:
            command += ["--kernels", self.kernels]
        return json.loads(self.run(*command))

    def memory_rate(self, model):
        """Bytes a second that are read from memory now, in the fastest of the ways the bench knows."""
        ways = self.bench(model, "--only", "memory")["memory"]
        return max(way["bytes_per_second"]["median"] for way in ways)

    def ask_seconds(self, name, text):
        """From starting the program to its end, having answered with one token."""
        start = time.perf_counter()
        self.run("ask", "--raw", "--model", name, "--temperature", "0", "--max-tokens", "1", text,
                 stdin=subprocess.DEVNULL)
        return time.perf_counter() - start

    def serve(self, **settings):
        return Server(self, settings)


class Server:
    """`aiki serve` in a process, from `with` to its end; settings are those of its environment."""

    def __init__(self, aiki, settings):
        self.aiki, self.settings = aiki, settings

    def __enter__(self):
        environment = {**self.aiki.environment, **{k: str(v) for k, v in self.settings.items()}}
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(
            [self.aiki.program, "serve", "--port", "0", "--json"], stdout=subprocess.PIPE,
            env=environment)
        if not select.select([self.process.stdout], [], [], START_SECONDS_MAX)[0]:
            self.stop()
            raise SystemExit(f"`aiki serve` did not start within {START_SECONDS_MAX} s")
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"`aiki serve` ended with {self.process.wait()}")
        self.port = json.loads(line)["port"]
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it as Ctrl-C does, and waits."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(START_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()

    def complete(self, model, prompt, tokens, **more):
        """One greedy answer, whole: its text, its usage and the seconds it took."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=ANSWER_SECONDS_MAX)
        body = {"model": model, "prompt": prompt, "max_tokens": tokens, "temperature": 0, **more}
        start = time.perf_counter()
        connection.request(
            "POST", "/v1/completions", json.dumps(body), {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        seconds = time.perf_counter() - start
        connection.close()
        if response.status != 200:
            raise SystemExit(f"`aiki serve` answered {response.status}: {answer}")
        return {"text": answer["choices"][0]["text"], "usage": answer["usage"],
                "seconds": seconds}

    def complete_at_once(self, model, prompts, tokens, **more):
        """Several answers, asked for at the same time by as many clients: each, and the seconds for all."""
        answers = [None] * len(prompts)

        def ask(index):
            answers[index] = self.complete(model, prompts[index], tokens, **more)

        threads = [threading.Thread(target=ask, args=(index,)) for index in range(len(prompts))]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - start
        if None in answers:
            raise SystemExit("`aiki serve` left an answer out")
        return answers, seconds


def cached_tokens(usage):
    return (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
