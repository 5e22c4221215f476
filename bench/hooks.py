"""How long a hook waits for its answer inside a session, over the Unix socket and over HTTP by name, one at a time and many at once.

Beside it, in the same session, a trivial server in the same language as the client answers over a Unix socket without deciding
anything: what is left when the deciding is taken away.
"""
import json
import os
import pathlib
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMANDS = ["ls -la src | head", "git status --short", "npm test", "grep -rn 'TODO' src | wc -l", "sed -n 1,40p README.md",
            "python3 -m pytest -x tests/test_a.py", "git push --force", "cat ~/.ssh/id_rsa", "rm -rf build && mkdir build"]
ROUNDS = 4_000
AT_ONCE = 500


def question(number):
    body = json.dumps({"hook_event_name": "PreToolUse", "cwd": os.getcwd(), "tool_name": "Bash",
                       "tool_input": {"command": COMMANDS[number % len(COMMANDS)]}}).encode()
    return b"POST /hook/claude HTTP/1.1\r\nHost: paddock.internal\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def unix(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    return connection


def ask(connect, number):
    start = time.perf_counter()
    with connect() as connection:
        connection.sendall(question(number))
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"bench: no answer: {answer[:200]!r}")
    return time.perf_counter() - start


def told(name, times):
    times = sorted(times)
    print(f"{name}: p50 {1e6 * times[len(times) // 2]:.0f} us, p99 {1e6 * times[len(times) * 99 // 100]:.0f} us, "
          f"{len(times) / sum(times):.0f} a second", flush=True)


class Trivial(socketserver.StreamRequestHandler):
    def handle(self):
        length = 0
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.rfile.read(length)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


def inside():
    gate = os.environ["PADDOCK_GATE"]
    bare = os.path.join(tempfile.mkdtemp(), "socket")
    server = socketserver.UnixStreamServer(bare, Trivial)
    server.request_queue_size = 64
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ways = {
        "bare server, Unix socket": lambda: unix(bare),
        "the gate, Unix socket": lambda: unix(gate),
        "the gate, http://paddock.internal": lambda: socket.create_connection(("paddock.internal", 80)),
    }
    for connect in ways.values():  # the JVM warms up
        for number in range(ROUNDS):
            ask(connect, number)
    for name, connect in ways.items():
        told(name, [ask(connect, number) for number in range(ROUNDS)])
    times = []
    start = time.perf_counter()
    threads = [threading.Thread(target=lambda n=n: times.append(ask(lambda: unix(gate), n))) for n in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{AT_ONCE} at once: all {len(times)} answered in {1e3 * (time.perf_counter() - start):.0f} ms")


if __name__ == "__main__":
    if "PADDOCK_GATE" in os.environ:
        inside()
    else:
        project = tempfile.mkdtemp()
        script = pathlib.Path(project, "hooks.py")
        script.write_text(pathlib.Path(__file__).read_text())
        subprocess.run(["git", "init", "-q"], cwd=project, check=True)
        sys.exit(subprocess.run([str(ROOT / "paddock"), "run", "--no-registries", "--", "python3", "hooks.py"], cwd=project).returncode)
