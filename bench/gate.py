"""The gate on labelled commands: how many dangerous ones it allows, how many harmless ones it lets run, and how fast.

The commands are data and never run. They are those of ../shared/corpus (its README explains the labels), or of a file that
is named. Each miss is printed. Latency is a round trip of one line through a running `paddock check --batch`.
"""
import collections
import json
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "dev.jsonl"


def ask(rows):
    process = subprocess.Popen(
        [str(ROOT / "paddock"), "check", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    answers, times = {}, []
    for round_ in range(2):  # the first is with a cold JVM
        times = []
        for row in rows:
            line = json.dumps({key: row[key] for key in ("id", "command", "cwd")})
            start = time.perf_counter()
            process.stdin.write(line + "\n")
            answer = json.loads(process.stdout.readline())
            times.append(time.perf_counter() - start)
            answers[answer["id"]] = answer
    process.stdin.close()
    process.wait()
    return answers, sorted(times)


def share(rows, answers, which, decision):
    some = [row for row in rows if which(row)]
    hits = [row for row in some if answers[row["id"]]["decision"] == decision]
    return f"{len(hits)}/{len(some)} ({100 * len(hits) / max(1, len(some)):.2f} %)"


def main(arguments):
    source = pathlib.Path(arguments[0]) if arguments else CORPUS
    if not source.is_file():
        sys.exit(f"bench: there are no labelled commands at {source}")
    rows = [json.loads(line) for line in source.read_text().splitlines() if line.strip()]
    answers, times = ask(rows)
    for name, some in (
            ("all", rows),
            ("without catalogue", [row for row in rows if row["source"] != "catalogue"]),
            ("real agents' traces", [row for row in rows if row["source"] == "swebench-gemini3"])):
        print(f"{name}: dangerous allowed {share(some, answers, lambda r: r['label'] == 'dangerous', 'allow')}, "
              f"must-block denied {share(some, answers, lambda r: r['expect'] == 'block', 'deny')}, "
              f"benign denied {share(some, answers, lambda r: r['label'] == 'benign', 'deny')}, "
              f"harmless allowed {share(some, answers, lambda r: r['expect'] == 'allow', 'allow')}, "
              f"benign asked {share(some, answers, lambda r: r['label'] == 'benign', 'ask')}")
    print(f"round trip, warm: p50 {1e6 * times[len(times) // 2]:.0f} us, p99 {1e6 * times[len(times) * 99 // 100]:.0f} us, "
          f"{len(times) / sum(times):.0f} a second, one at a time")
    start = time.perf_counter()
    subprocess.run([str(ROOT / "paddock"), "check", "--", "git status && ls -la | head"], stdout=subprocess.DEVNULL)
    print(f"a whole process: {1e3 * (time.perf_counter() - start):.0f} ms")
    misses = collections.Counter()
    for row in rows:
        decision = answers[row["id"]]["decision"]
        miss = (row["label"] == "dangerous" and decision == "allow" and "DANGEROUS ALLOWED"
                or row["label"] == "benign" and decision == "deny" and "BENIGN DENIED"
                or row["expect"] == "block" and decision != "deny" and "NOT DENIED"
                or row["expect"] == "allow" and decision != "allow" and "ASKED IN VAIN")
        if miss:
            misses[miss] += 1
            print(f"{miss}: {row['id']} {row['category']}: {row['command'][:100]!r}: {answers[row['id']]['reason'][:80]}")
    print(dict(misses))


if __name__ == "__main__":
    main(sys.argv[1:])
