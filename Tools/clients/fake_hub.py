"""A hub of models that misbehaves as real ones do, for trials of `aiki model get`.

It serves the parts of the Hugging Face API that a download needs: the list of a repository's files
with sizes and hashes, and the files, behind a redirect and with ranges. How a repository behaves is
said by its `Behaviour`; every request is kept in `requests`. Python's standard library only.
"""

import dataclasses
import hashlib
import http.server
import json
import pathlib
import threading
import time
import urllib.parse

# Past half of a file, a slow repository sends this many bytes at a time.
TRICKLE_BYTES = 512
# So long, and what was sent has arrived before a connection ends.
ARRIVAL_SECONDS = 0.2


@dataclasses.dataclass
class Behaviour:
    """A repository: its files, and what goes wrong with them."""

    files: dict  # path → pathlib.Path of the content
    # Statuses that are answered, one a request, before the list is given.
    list_failures: list = dataclasses.field(default_factory=list)
    # What goes wrong with one request for a file after the other: a status, "drop" (the connection
    # ends after half of what is left) or "whole" (the range is ignored, and the connection drops).
    file_failures: list = dataclasses.field(default_factory=list)
    # Whether the list promises another hash than the files have.
    lies: bool = False
    # Seconds between the pieces of a file's second half; 0 sends it at once.
    pause: float = 0


class FakeHub:
    """The hub, on a free port of this machine."""

    def __init__(self, repositories):
        self.repositories = repositories
        self.requests = []
        hub = self

        class Handler(_Handler):
            pass

        Handler.hub = hub
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def of(self, repository):
        """The requests for a repository's files: path, first byte asked for, status."""
        return [request for name, *request in self.requests if name == repository]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path).path.strip("/").split("/")
        try:
            if parts[:2] == ["api", "models"] and parts[4] == "tree":
                self._list("/".join(parts[2:4]))
            elif parts[0] == "content":
                self._content("/".join(parts[1:3]), "/".join(parts[3:]))
            elif parts[2] == "resolve":
                # The hub itself holds no content; where it is, is said by a redirect.
                place = "/".join(["/content", *parts[:2], *parts[4:]])
                self._answer(302, headers={"Location": place})
            else:
                self._answer(404)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, status, body=b"", headers=None):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        if status in (429, 500, 503):
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body)

    def _list(self, name):
        repository = self.hub.repositories.get(name)
        if repository is None:
            return self._answer(404)
        if repository.list_failures:
            return self._answer(repository.list_failures.pop(0))
        entries = []
        for path, source in repository.files.items():
            data = pathlib.Path(source).read_bytes()
            digest = hashlib.sha256(b"lie" if repository.lies else data).hexdigest()
            entry = {"type": "file", "path": path, "size": len(data), "oid": "0" * 40}
            if path.endswith((".gguf", ".safetensors")):
                entry["lfs"] = {"oid": digest, "size": len(data), "pointerSize": 135}
            entries.append(entry)
        self._answer(200, json.dumps(entries).encode(), {"Content-Type": "application/json"})

    def _content(self, name, path):
        repository = self.hub.repositories[name]
        if path not in repository.files:
            return self._answer(404)
        data = pathlib.Path(repository.files[path]).read_bytes()
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0
        failure = repository.file_failures.pop(0) if repository.file_failures else None
        if isinstance(failure, int):
            self.hub.requests.append((name, path, start, failure))
            return self._answer(failure)
        if failure == "whole":
            start = 0
        status = 206 if asked and failure != "whole" else 200
        self.hub.requests.append((name, path, start if asked else None, status))
        self.send_response(status)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("ETag", '"%s"' % hashlib.md5(data).hexdigest())
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self._send(data, start, failure, repository.pause)

    def _send(self, data, start, failure, pause):
        middle = start + (len(data) - start) // 2
        self.wfile.write(data[start:middle])
        if failure in ("drop", "whole"):
            time.sleep(ARRIVAL_SECONDS)
            self.close_connection = True
            return
        if pause == 0:
            self.wfile.write(data[middle:])
            return
        for place in range(middle, len(data), TRICKLE_BYTES):
            self.wfile.write(data[place : place + TRICKLE_BYTES])
            time.sleep(pause)
