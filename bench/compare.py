"""Times whole processes, interleaved, so that a slow moment of the machine hits all of them alike."""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BWRAP = ['bwrap', '--unshare-all', '--die-with-parent', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc']


def peers(folder):
    """Installs the peers from npm into a folder of their own; leaves out those that can't be had."""
    found = {}
    packages = {'codex': '@openai/codex', 'srt': '@anthropic-ai/sandbox-runtime'}
    for name, package in packages.items():
        target = os.path.join(folder, name)
        os.makedirs(target)
        done = subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '--prefix', target, package],
                              capture_output=True)
        binary = os.path.join(target, 'node_modules', '.bin', name)
        if done.returncode == 0 and os.path.exists(binary):
            version = subprocess.run([binary, '--version'], capture_output=True, text=True).stdout.strip()
            found[name] = (binary, version)
    return found


def commands(project, found):
    rows = {
        'plain': [],
        'bwrap': BWRAP + ['--bind', project, project, '--chdir', project],
        'Paddock': [os.path.join(ROOT, 'paddock'), 'run', '-q', '--'],
    }
    if 'codex' in found:
        rows['codex sandbox (%s)' % found['codex'][1]] = [found['codex'][0], 'sandbox', '--']
    if 'srt' in found:
        rows['srt (%s)' % found['srt'][1]] = [found['srt'][0]]
    return rows


def once(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True)
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done


def compare(title, rows, work, folder, rounds):
    print('\n### %s\n' % title)
    walls = {name: [] for name in rows}
    cpus = {name: [] for name in rows}
    failed = {}
    for turn in range(rounds + 1):
        for name, prefix in rows.items():
            if name in failed:
                continue
            wall, cpu, done = once(prefix + work, folder)
            if done.returncode != 0:
                failed[name] = (done.stderr or done.stdout).decode('utf8', 'replace').strip().split('\n')[-1][:100]
            elif turn > 0:  # the first round warms up
                walls[name].append(wall)
                cpus[name].append(cpu)
    base = statistics.median(walls['plain'])
    print('| | median ms | min to max | cpu ms | to plain |\n|---|---|---|---|---|')
    for name in rows:
        if name in failed:
            print('| %s | failed: %s | | | |' % (name, failed[name]))
            continue
        w, c = walls[name], cpus[name]
        print('| %s | %.0f | %.0f to %.0f | %.0f | %.2f |' % (
            name, 1000 * statistics.median(w), 1000 * min(w), 1000 * max(w), 1000 * statistics.median(c),
            statistics.median(w) / base))
    sys.stdout.flush()


INSIDE_CLOCK = '''
import os, subprocess, sys, tempfile, time
def timed(f):
    begin = time.monotonic(); f(); return time.monotonic() - begin
def forks():
    for _ in range(400): subprocess.run(['/bin/true'])
def files():
    d = tempfile.mkdtemp(dir='.')
    for i in range(4000):
        with open('%s/%d' % (d, i), 'w') as f: f.write('x' * 2000)
    for i in range(4000):
        with open('%s/%d' % (d, i)) as f: f.read()
    for i in range(4000): os.unlink('%s/%d' % (d, i))
    os.rmdir(d)
def calls():
    for _ in range(400000): os.getppid()
print(timed(forks), timed(files), timed(calls))
'''


def inside(rows, folder, rounds):
    """Work that is timed inside, without the start."""
    names = ['400 fork+exec', '4,000 files written, read, deleted', '400,000 system calls']
    script = os.path.join(folder, 'work.py')
    with open(script, 'w') as f:
        f.write(INSIDE_CLOCK)
    results = {name: [] for name in rows}
    for _ in range(rounds):
        for name, prefix in rows.items():
            done = subprocess.run(prefix + [sys.executable, script], cwd=folder, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True)
            if done.returncode == 0:
                results[name].append([float(x) for x in done.stdout.split()])
    print('\n### Work, timed inside (medians in ms, and to plain)\n')
    print('| | ' + ' | '.join(names) + ' |\n|---|' + '---|' * len(names))
    plain = [statistics.median(r[i] for r in results['plain']) for i in range(len(names))]
    for name, runs in results.items():
        if runs:
            cells = []
            for i in range(len(names)):
                m = statistics.median(r[i] for r in runs)
                cells.append('%.0f (%.2f)' % (1000 * m, m / plain[i]))
            print('| %s | %s |' % (name, ' | '.join(cells)))
        else:
            print('| %s | failed | | |' % name)
    sys.stdout.flush()


def many_files(folder, count):
    for i in range(count // 100):
        d = os.path.join(folder, 'd%d' % i)
        os.mkdir(d)
        for j in range(100):
            open(os.path.join(d, 'f%d' % j), 'w').close()


def main():
    wanted = sys.argv[1:] or ['start', 'work', 'maven']
    network = [part for part in wanted if part in ('download', 'npm', 'maven-cold')]
    if network:
        import network as of_the_network
        of_the_network.main(network)
        wanted = [part for part in wanted if part not in network]
    if 'git' in wanted:
        import git as of_git
        of_git.main()
        wanted = [part for part in wanted if part != 'git']
    if not wanted:
        return
    work = tempfile.mkdtemp(prefix='paddock-bench-')
    try:
        found = peers(os.path.join(work, 'peers'))
        project = os.path.join(work, 'project')
        os.mkdir(project)
        rows = commands(project, found)
        print('Machine: %d processors, Linux %s' % (os.cpu_count(), os.uname().release))
        if 'start' in wanted:
            compare('Start of `true`', rows, ['true'], project, 20)
            big = os.path.join(work, 'big')
            os.mkdir(big)
            many_files(big, 50000)
            compare('Start of `true` in a project of 50,000 files', commands(big, found), ['true'], big, 7)
            hiding = {'plain': [], 'Paddock, three patterns': [
                os.path.join(ROOT, 'paddock'), 'run', '-q', '--hide', '**/*.env', '--hide', 'secret*', '--hide', '*.pem', '--']}
            compare('The same with three hide patterns', hiding, ['true'], big, 7)
        if 'work' in wanted:
            inside(rows, project, 7)
        if 'maven' in wanted:
            checkout = os.path.join(work, 'checkout')
            shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns('target', '.git'))
            short = {name: prefix for name, prefix in rows.items() if name in ('plain', 'Paddock')}
            short['Paddock'] = rows['Paddock']
            compare('Maven: clean package of Paddock itself, offline, without tests', short,
                    ['mvn', '-o', '-q', '-B', 'clean', 'package', '-Dmaven.test.skip=true'], checkout, 3)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
