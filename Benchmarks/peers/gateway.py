"""What a gateway adds: `aiki serve` and LiteLLM's proxy before the same stub upstream.

    python3 Benchmarks/peers/gateway.py --aiki .build/release/aiki --stub .build/release/ProviderStubServer \
        --litellm VENV/bin/litellm [--seconds 8] [--rounds 3] [--json FILE]

Needs `wrk`. Each side is measured streamed and not, at 1, 8 and 32 connections, in turns with the
stub itself, and the median of the rounds is shown: requests/s, median and p99 in milliseconds, time
on a core for each request (which hardly depends on what else the machine does), and the proxy's
memory (PSS of all its processes, after the load). `aiki-paid` asks the same stub as a provider elsewhere: masked, held for and recorded. What is
added is the proxy's number less the stub's at the same number of connections. LiteLLM runs with one
worker (its default) and with two. Before anything is timed, each side must give the stub's text.
"""

import argparse
import json
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

TEXT = "Hello from the stub: æøå 🦢."


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def body(model, streamed):
    return json.dumps({
        "model": model, "max_tokens": 100, "stream": streamed,
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello?"}],
    })


def ask(url, model, streamed):
    request = urllib.request.Request(
        url, body(model, streamed).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer k"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read().decode()
    if not streamed:
        return json.loads(text)["choices"][0]["message"]["content"]
    said = ""
    for line in text.splitlines():
        if line.startswith("data: ") and line != "data: [DONE]":
            for choice in json.loads(line[6:]).get("choices", []):
                said += choice["delta"].get("content") or ""
    return said


def wait_for(url, model, process, seconds=400):
    end = time.time() + seconds
    while time.time() < end:
        if process.poll() is not None:
            sys.exit(f"{url} ended with {process.returncode}")
        try:
            for streamed in (False, True):
                found = ask(url, model, streamed)
                if found != TEXT:
                    sys.exit(f"{url} said {found!r}")
            return
        except OSError:
            time.sleep(0.3)
    sys.exit(f"{url} did not answer")


def family(process):
    """A process and all below it."""
    children = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
        except (OSError, ValueError):
            continue
    found = [process.pid]
    for pid in found:
        found += children.get(pid, [])
    return found


def memory(process):
    """PSS of a process and all below it, MiB."""
    total = 0
    for pid in family(process):
        try:
            rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1))
        except (OSError, AttributeError):
            continue
    return round(total / 1024, 1)


def cpu_seconds(process):
    """Time on a core of a process and all below it: what others do changes it little."""
    ticks = 0
    for pid in family(process):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except (OSError, IndexError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def load(url, model, streamed, connections, seconds, folder):
    script = folder / "post.lua"
    script.write_text(
        'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
        'wrk.headers["Authorization"] = "Bearer k"\n'
        f"wrk.body = [==[{body(model, streamed)}]==]\n"
        'done = function(s, l, r) io.write(string.format("RESULT %d %d %d %d %d %d\\n", s.requests, '
        "s.duration, l:percentile(50), l:percentile(99), s.errors.status, s.errors.read + "
        "s.errors.timeout + s.errors.connect)) end\n")
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, url],
        capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", output)
    requests, duration, median, p99, statuses, broken = map(int, found.groups())
    if statuses or broken:
        print(f"  {url}: {statuses} wrong statuses, {broken} broken of {requests}")
    return {
        "rate": round(requests / duration * 1e6, 1), "median_ms": median / 1000,
        "p99_ms": p99 / 1000, "requests": requests, "wrong": statuses + broken,
    }


def rest(processes, seconds=90):
    """Waits until nothing of what was started is busy: workers start long after the first answers."""
    end = time.time() + seconds
    while time.time() < end:
        before = sum(map(cpu_seconds, processes))
        time.sleep(2)
        if sum(map(cpu_seconds, processes)) - before < 0.2:
            return
    print("  something that was started is still busy")


def middle(runs):
    """The median of each number of some runs."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def measured(side, streamed, connections, seconds, folder):
    """A side's numbers under load, and its time on a core; a second of load goes before."""
    url, model, process = side
    load(url, model, streamed, connections, 1, folder)
    before = cpu_seconds(process)
    found = load(url, model, streamed, connections, seconds, folder)
    spent = cpu_seconds(process) - before
    return found | {"cpu_us": round(spent / max(1, found["requests"]) * 1e6, 1)}


def start(command, log, **environment):
    """A server in a group of its own, but in this session: Linux shares cores out among sessions
    first (autogroup), and a side that waits for the stub's turn shows the scheduler's delays."""
    return subprocess.Popen(
        command, stdout=log, stderr=subprocess.STDOUT, process_group=0,
        env={**os.environ, **environment})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--aiki", required=True)
    parser.add_argument("--stub", required=True)
    parser.add_argument("--litellm")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="LiteLLM's, one run each")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each side, in turn")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--json")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    stub_port = free_port()
    upstream = f"http://127.0.0.1:{stub_port}/v1"
    processes, sides = [], {}
    try:
        with (folder / "log").open("w") as log:
            processes.append(start([options.stub, str(stub_port)], log))
            sides["stub"] = (f"{upstream}/chat/completions", "plain", processes[-1])
            wait_for(*sides["stub"])
            home = folder / "home"
            home.mkdir()
            (home / "providers.json").write_text(json.dumps({"providers": [
                {"name": "near", "kind": "openai-compatible", "address": upstream,
                 "models": [{"name": "plain"}]},
                # No loopback name, so that calls count as leaving: masked, held for and recorded.
                {"name": "far", "kind": "openai-compatible", "allows_plain_text": True,
                 "address": upstream.replace("127.0.0.1", "0.0.0.0"),
                 "models": [{"name": "plain"}]}]}))
            port = free_port()
            processes.append(start(
                [options.aiki, "serve", "--port", str(port)], log, AIKI_HOME=str(home),
                AIKI_SERVER_GENERATIONS_MAX="512", AIKI_SERVER_CONNECTIONS_MAX="512",
                AIKI_LOG_LEVEL="error"))
            sides["aiki"] = (f"http://127.0.0.1:{port}/v1/chat/completions", "near/plain", processes[-1])
            wait_for(*sides["aiki"])
            sides["aiki-paid"] = (sides["aiki"][0], "far/plain", processes[-1])
            wait_for(*sides["aiki-paid"])
            for workers in options.workers if options.litellm else ():
                config = folder / "litellm.yaml"
                config.write_text(
                    "model_list:\n  - model_name: plain\n    litellm_params:\n"
                    f"      model: openai/plain\n      api_base: {upstream}\n      api_key: k\n"
                    "litellm_settings:\n  telemetry: false\n  callbacks: []\n")
                port = free_port()
                processes.append(start(
                    [options.litellm, "--config", str(config), "--port", str(port), "--num_workers",
                     str(workers)], log, LITELLM_LOG="ERROR",
                    LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY="true",
                    LITELLM_LOCAL_MODEL_COST_MAP="True"))
                name = f"litellm-{workers}"
                sides[name] = (f"http://127.0.0.1:{port}/v1/chat/completions", "plain", processes[-1])
                wait_for(*sides[name])
            rest(processes)
            results = {}
            for streamed in (False, True):
                for connections in options.connections:
                    runs = {name: [] for name in sides}
                    for _ in range(options.rounds):
                        for name, side in sides.items():
                            runs[name].append(measured(
                                side, streamed, connections, options.seconds, folder))
                    kind = "streamed" if streamed else "whole"
                    medians = {name: middle(found) for name, found in runs.items()}
                    for name, found in medians.items():
                        results[f"{name} {kind} {connections}"] = found | {"runs": runs[name]}
                        print(
                            f"{kind:9} {connections:3} connections "
                            f"{name:10} {found['rate']:9.1f}/s  median {found['median_ms']:7.2f} ms  "
                            f"p99 {found['p99_ms']:7.2f} ms  p99 added "
                            f"{found['p99_ms'] - medians['stub']['p99_ms']:7.2f} ms  "
                            f"{found['cpu_us']:8.1f} us of CPU a request", flush=True)
            for name, (_, _, process) in sides.items():
                results[f"{name} memory"] = memory(process)
                print(f"{name:10} {results[f'{name} memory']} MiB")
            if options.json:
                pathlib.Path(options.json).write_text(json.dumps(results, indent=1))
    finally:
        for process in processes:
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass


main()
