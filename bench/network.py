"""Compares a download of 500 MB, an npm install and a Maven build with cold caches: plain, under Paddock, under the peers.

The download comes from a server in a network namespace of its own behind a pair of veth devices, so that nobody's own guard against
loopback addresses stands in the way. Needs root, for the namespaces. The other two ask the registries that npm and Maven are
configured with."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from compare import ROOT, peers

# An ordinary address, used in these namespaces only: some peers take the documentation's ranges for private ones.
SERVER, CLIENT, NAME = '6.0.0.10', '6.0.0.1', 'download.test'
MEGABYTES = 500

SERVE = '''
import os, socket, threading
memory = os.memfd_create('zeros')
os.truncate(memory, 1 << 26)
def serve(connection):
    with connection:
        while True:
            head = b''
            while b'\\r\\n\\r\\n' not in head:
                part = connection.recv(65536)
                if not part: return
                head += part
            left = int(head.split()[1].rsplit(b'/', 1)[1]) << 20
            connection.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Type: application/octet-stream\\r\\nContent-Length: %d\\r\\n\\r\\n' % left)
            while left:
                left -= os.sendfile(connection.fileno(), memory, 0, min(left, 1 << 26))
def pour(connection):
    with connection:
        left = 500 << 20
        while left:
            left -= os.sendfile(connection.fileno(), memory, 0, min(left, 1 << 26))
def listen(port, speak):
    s = socket.create_server(('0.0.0.0', port))
    while True: threading.Thread(target=speak, args=(s.accept()[0],), daemon=True).start()
threading.Thread(target=listen, args=(9000, pour), daemon=True).start()
listen(80, serve)
'''


DRINK = '''
import socket, time
buffer, begin, count = bytearray(1 << 20), time.monotonic(), 0
s = socket.create_connection(("%s", 9000))
while n := s.recv_into(buffer): count += n
print(count / (time.monotonic() - begin))
'''


class Namespaces:
    """Two network namespaces, joined; the client's has a hosts file of its own."""

    def __init__(self, work):
        hosts = os.path.join(work, 'hosts')
        with open(hosts, 'w') as f:
            f.write('127.0.0.1 localhost\n%s %s\n' % (SERVER, NAME))
        self.server = subprocess.Popen(['unshare', '--net', 'sh', '-c', 'ip link set lo up; echo up; exec sleep 3600'],
                                       stdout=subprocess.PIPE)
        self.client = subprocess.Popen(
            ['unshare', '--net', '--mount', 'sh', '-c',
             'ip link set lo up; mount --bind %s /etc/hosts; echo up; exec sleep 3600' % hosts], stdout=subprocess.PIPE)
        self.server.stdout.readline(), self.client.stdout.readline()
        pid = str(self.client.pid)
        run = lambda who, *line: subprocess.run(['nsenter', '-t', str(who.pid), '--net', *line], check=True)
        run(self.server, 'ip', 'link', 'add', 'bench0', 'type', 'veth', 'peer', 'bench1', 'netns', pid)
        run(self.server, 'ip', 'addr', 'add', SERVER + '/24', 'dev', 'bench0')
        run(self.server, 'ip', 'link', 'set', 'bench0', 'up')
        run(self.client, 'ip', 'addr', 'add', CLIENT + '/24', 'dev', 'bench1')
        run(self.client, 'ip', 'link', 'set', 'bench1', 'up')
        self.serving = subprocess.Popen(['nsenter', '-t', str(self.server.pid), '--net', sys.executable, '-c', SERVE])
        time.sleep(1)

    def enter(self):
        return ['nsenter', '-t', str(self.client.pid), '--net', '--mount', '--']

    def close(self):
        for process in (self.serving, self.client, self.server):
            process.kill()


def settings(work, found):
    """What the peers need to be told: one host, the folder writable."""
    rows = {'plain': []}
    paddock = [os.path.join(ROOT, 'paddock'), 'run', '-q', '--no-registries', '--allow', NAME]
    rows['Paddock'] = paddock + ['--']
    rows['plain, raw bytes'] = []
    rows['Paddock, raw bytes'] = paddock + ['--allow', NAME + ':9000', '--']
    if 'srt' in found:
        file = os.path.join(work, 'srt.json')
        with open(file, 'w') as f:
            f.write('{"network":{"allowedDomains":["%s"],"deniedDomains":[]},"filesystem":{"denyRead":[],"allowWrite":["."],'
                    '"denyWrite":[]}}' % NAME)
        rows['srt %s' % found['srt'][1]] = [found['srt'][0], '--settings', file]
    if 'codex' in found:
        home = os.path.join(work, 'codex-home')
        os.makedirs(home)
        with open(os.path.join(home, 'config.toml'), 'w') as f:
            f.write('''default_permissions = "bench"
[features.network_proxy]
enabled = true
[permissions.bench.filesystem]
":root" = "read"
":workspace_roots" = { "." = "write" }
[permissions.bench.network]
enabled = true
mode = "full"
domains = { "%s" = "allow" }
''' % NAME)
        rows['codex %s' % found['codex'][1]] = ['env', 'CODEX_HOME=' + home, found['codex'][0], 'sandbox', '--']
    return rows


def supervisor_memory():
    """The most that a supervisor of Paddock has used so far, in MiB."""
    most = 0
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/cmdline' % pid) as f:
                if 'dev.paddock.cli.Main' not in f.read():
                    continue
            with open('/proc/%s/status' % pid) as f:
                most = max([most] + [int(line.split()[1]) // 1024 for line in f if line.startswith('VmHWM')])
        except OSError:
            continue
    return most


def download(work, found, rounds):
    folder = os.path.join(work, 'download')
    os.makedirs(folder)
    namespaces = Namespaces(work)
    speeds, memory, failed = {}, 0, {}
    try:
        for _ in range(rounds):
            for name, prefix in settings_once(work, found).items():
                one = 'curl -sS -o /dev/null -w "%%{speed_download}\\n" http://%s/%d' % (NAME, MEGABYTES)
                if 'raw' in name:
                    one = "%s -c '%s'" % (sys.executable, DRINK % NAME)
                process = subprocess.Popen(
                    namespaces.enter() + ['env', '-C', folder] + prefix + ['sh', '-c', '%s; %s; sleep 0.2' % (one, one)],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                pair = [process.stdout.readline().strip() for _ in range(2)]
                memory = max(memory, supervisor_memory())
                err = process.communicate()[1]
                if all(speed and float(speed) > 1e6 for speed in pair):
                    speeds.setdefault(name, []).append([float(speed) / 1e6 for speed in pair])
                else:
                    failed[name] = (err or pair[0]).strip().split('\n')[-1][:100]
    finally:
        namespaces.close()
    print('\n### Download of %d MB, over HTTP if nothing else is said (MB/s, medians of %d)\n' % (MEGABYTES, rounds))
    print('| | first in a session | to plain | second | to plain |\n|---|---|---|---|---|')
    middle = {name: [statistics.median(pair[i] for pair in pairs) for i in range(2)] for name, pairs in speeds.items()}
    for name, (first, second) in middle.items():
        print('| %s | %.0f | %.2f | %.0f | %.2f |' % (name, first, first / middle['plain'][0], second, second / middle['plain'][1]))
    for name, problem in failed.items():
        print('| %s | failed: %s | | | |' % (name, problem))
    print('\nThe supervisor used %d MiB at most.' % memory)
    sys.stdout.flush()


_settings = {}


def settings_once(work, found):
    if not _settings:
        _settings.update(settings(work, found))
    return _settings


def cold(title, prepare, line, work, rounds):
    """A command with caches of its own that are empty each time, plain and under Paddock."""
    times = {'plain': [], 'Paddock': []}
    for _ in range(rounds):
        for name in times:
            folder = tempfile.mkdtemp(dir=work)
            prepare(folder)
            prefix = [] if name == 'plain' else [os.path.join(ROOT, 'paddock'), 'run', '-q', '--']
            begin = time.monotonic()
            done = subprocess.run(prefix + ['sh', '-c', line], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if done.returncode != 0:
                print('\n### %s\n\nfailed (%s): %s' % (title, name, (done.stderr or done.stdout)[-300:]))
                return
            times[name].append(time.monotonic() - begin)
            shutil.rmtree(folder)
    plain, inside = (statistics.median(times[name]) for name in ('plain', 'Paddock'))
    print('\n### %s\n\nplain %.2f s, Paddock %.2f s (%.2f, the start included; medians of %d)' % (title, plain, inside, inside / plain, rounds))
    sys.stdout.flush()


def npm(folder):
    with open(os.path.join(folder, 'package.json'), 'w') as f:
        f.write('{"name":"bench","version":"1.0.0","dependencies":{"express":"5.1.0","typescript":"5.9.3","eslint":"9.39.1"}}')


def maven(folder):
    with open(os.path.join(folder, 'pom.xml'), 'w') as f:
        f.write('<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>'
                '<dependencies><dependency><groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId>'
                '<version>3.2.4</version></dependency></dependencies></project>')


def main(wanted):
    work = tempfile.mkdtemp(prefix='paddock-bench-', dir='/var/tmp')
    try:
        if 'download' in wanted:
            download(work, peers(os.path.join(work, 'peers')), 5)
        if 'npm' in wanted:
            cold('npm install with a cold cache', npm, 'npm install --no-audit --no-fund --cache ./cache', work, 3)
        if 'maven-cold' in wanted:
            cold('Maven package with a cold cache', maven, 'mvn -B -q -Dmaven.repo.local=./repository package', work, 3)
    finally:
        shutil.rmtree(work, ignore_errors=True)
