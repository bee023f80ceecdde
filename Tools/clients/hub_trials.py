"""Runs `aiki model get` against a hub that misbehaves, and checks what it did.

    python hub_trials.py AIKI GGUF_FILE SAFETENSORS_FOLDER
"""

import json
import os
import pathlib
import pty
import signal
import subprocess
import sys
import tempfile
import time

from fake_hub import Behaviour, FakeHub


class Trials:
    def __init__(self, aiki, gguf, folder, home):
        self.aiki = aiki
        self.gguf = pathlib.Path(gguf)
        self.home = pathlib.Path(home)
        file = {"tiny-Q4_K_M.gguf": self.gguf}
        self.hub = FakeHub({
            "org/steady-GGUF": Behaviour({"README.md": pathlib.Path(__file__), **file}),
            "org/rough-GGUF": Behaviour(
                file, list_failures=[429, 500], file_failures=["drop", "drop", "whole", 503, 429]),
            "org/lying-GGUF": Behaviour(file, lies=True),
            "org/slow-GGUF": Behaviour(file, pause=0.02),
            # Half a minute, of which a person sees the first second or two.
            "org/watched-GGUF": Behaviour(file, pause=0.3),
            "org/locked-GGUF": Behaviour(file, list_failures=[401]),
            "org/broken-GGUF": Behaviour(file, list_failures=[500] * 20),
            "org/tensors": Behaviour({
                path.name: path for path in pathlib.Path(folder).iterdir() if path.is_file()
            }),
        })

    def environment(self):
        return {**os.environ, "AIKI_HOME": str(self.home), "AIKI_MODELS_HUB_URL": self.hub.url}

    def get(self, *arguments):
        return subprocess.run(
            [self.aiki, "model", "get", *arguments], env=self.environment(),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)

    def start(self, *arguments, **streams):
        # A shell that starts these trials in the background has SIGINT ignored, and what is ignored is inherited.
        return subprocess.Popen(
            [self.aiki, "model", "get", *arguments], env=self.environment(),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **streams)

    def installed(self, name):
        """Checks that a model is whole and answers; returns where it came from."""
        shown = self.run("model", "show", name, "--json")
        assert pathlib.Path(shown["path"]).read_bytes() == self.gguf.read_bytes(), shown
        return shown["source"]

    def run(self, *arguments):
        done = subprocess.run(
            [self.aiki, *arguments], env=self.environment(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True, timeout=120)
        return json.loads(done.stdout)

    def fails(self, reference, status, code):
        done = self.get(reference, "--json")
        assert done.returncode == status, (done.returncode, done.stderr)
        assert json.loads(done.stderr)["error"]["code"] == code, done.stderr
        assert done.stdout == "", done.stdout

    def leftovers(self):
        folder = self.home / "models" / ".downloads"
        return sorted(path.name for path in folder.rglob("*.part")) if folder.exists() else []

    # The trials.

    def a_model_is_fetched_and_answers(self):
        done = self.get("hf.co/org/steady-GGUF:Q4_K_M")
        assert done.returncode == 0, done.stderr
        assert done.stderr == "", "a bar where nobody watches: " + done.stderr
        assert "Installed 'steady-GGUF-Q4_K_M'" in done.stdout, done.stdout
        assert self.installed("steady-GGUF-Q4_K_M") == "hf.co/org/steady-GGUF:Q4_K_M"
        answer = self.run("ask", "--raw", "--json", "--max-tokens", "3", "hello")
        assert answer["model"] == "steady-GGUF-Q4_K_M", answer
        again = self.get("org/steady-GGUF:Q4_K_M", "--json")
        assert again.returncode == 4, again
        assert json.loads(again.stderr)["error"]["code"] == "checkpoint.model-exists"

    def what_breaks_is_tried_again_from_where_it_broke(self):
        done = self.get("org/rough-GGUF", "--name", "rough", "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["name"] == "rough"
        self.installed("rough")
        size = self.gguf.stat().st_size
        half = size // 2
        statuses = [status for _, _, status in self.hub.of("org/rough-GGUF")]
        starts = [start for _, start, _ in self.hub.of("org/rough-GGUF")]
        assert statuses == [200, 206, 200, 503, 429, 206], statuses
        assert 0 < starts[1] <= half, (starts, half)
        # The range was ignored: the file began anew, and goes on from where it was dropped again.
        assert 0 < starts[3] <= half and starts[3:] == [starts[3]] * 3, (starts, half)

    def a_wrong_hash_installs_nothing(self):
        self.fails("org/lying-GGUF", 1, "hub.hash-mismatch")
        assert not (self.home / "models" / "lying-GGUF").exists()
        assert self.leftovers() == []

    def a_killed_download_goes_on(self):
        half = self.gguf.stat().st_size // 2
        process = self.start(
            "org/slow-GGUF", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not any(path.stat().st_size > half for path in self.parts()):
            assert time.monotonic() < deadline and process.poll() is None, "it did not begin"
            time.sleep(0.02)
        process.kill()
        process.wait()
        kept = self.parts()[0].stat().st_size
        done = self.get("org/slow-GGUF")
        assert done.returncode == 0, done.stderr
        self.installed("slow-GGUF")
        requests = self.hub.of("org/slow-GGUF")
        assert [request[1:] for request in requests] == [[None, 200], [kept, 206]], requests
        assert self.leftovers() == []

    def parts(self):
        return sorted((self.home / "models" / ".downloads").rglob("*.part"))

    def a_person_sees_a_bar_and_may_stop_it(self):
        controller, terminal = pty.openpty()
        process = self.start("org/watched-GGUF", stdout=terminal, stderr=terminal)
        os.close(terminal)
        shown = b""
        while b" of " not in shown:
            shown += os.read(controller, 4096)
        assert b"fetching tiny" in shown, shown
        assert b"%" in shown and b"[#" in shown, shown
        process.send_signal(2)
        assert process.wait(timeout=30) in (130, -2), process.returncode
        os.close(controller)
        assert self.leftovers() == ["tiny-Q4_K_M.gguf.part"], self.leftovers()

    def safetensors_are_converted(self):
        done = self.get("org/tensors", "--json")
        assert done.returncode == 0, done.stderr
        shown = self.run("model", "show", "tensors", "--json")
        assert shown["quantization"] == "F16" and shown["source"] == "hf.co/org/tensors", shown
        # Without a temperature: among random words the one that ends an answer comes first now and then.
        answer = self.run(
            "ask", "--raw", "--json", "--max-tokens", "3", "--temperature", "0",
            "--model", "tensors", "hello")
        assert answer["usage"]["output_tokens"] == 3, answer

    def what_is_not_there_is_said(self):
        self.fails("org/nowhere", 3, "hub.not-found")
        self.fails("org/steady-GGUF:Q9_X", 3, "hub.no-model-file")
        self.fails("org/locked-GGUF", 4, "hub.unauthorized")
        self.fails("org/broken-GGUF", 1, "hub.server-failed")
        self.fails("nonsense", 2, "hub.invalid-reference")


def main(aiki, gguf, folder):
    with tempfile.TemporaryDirectory() as home:
        trials = Trials(aiki, gguf, folder, home)
        for trial in (
            trials.a_model_is_fetched_and_answers,
            trials.what_breaks_is_tried_again_from_where_it_broke,
            trials.a_wrong_hash_installs_nothing,
            trials.a_killed_download_goes_on,
            trials.safetensors_are_converted,
            trials.what_is_not_there_is_said,
            trials.a_person_sees_a_bar_and_may_stop_it,
        ):
            begin = time.monotonic()
            trial()
            name = trial.__name__.replace("_", " ")
            print(f"ok  {name} ({time.monotonic() - begin:.1f} s)", flush=True)
        trials.hub.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
