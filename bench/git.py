"""Compares clone and fetch of a repository of one gigabyte, plain and under Paddock, where they go through the relay.

The repository is served by git-http-backend(1) from a network namespace of its own, as in network.py. The first clone under Paddock has
no mirror yet, the second has. The fetch is of one new commit, in a project that was cloned outside before. Needs root."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from compare import ROOT
from network import NAME, Namespaces

FILES, BYTES = 2000, 512 << 10

SERVE = '''
import http.server, os, subprocess, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *words): pass
    def do_GET(self): self.serve()
    def do_POST(self): self.serve()
    def body(self):
        if self.headers.get('Transfer-Encoding') != 'chunked':
            return self.rfile.read(int(self.headers.get('Content-Length', 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size)); self.rfile.readline()
        self.rfile.readline()
        return b''.join(parts)
    def serve(self):
        body = self.body()
        path, _, query = self.path.partition('?')
        env = dict(os.environ, GIT_PROJECT_ROOT=sys.argv[1], GIT_HTTP_EXPORT_ALL='1', REQUEST_METHOD=self.command, PATH_INFO=path,
                   QUERY_STRING=query, CONTENT_TYPE=self.headers.get('Content-Type', ''), CONTENT_LENGTH=str(len(body)),
                   HTTP_CONTENT_ENCODING=self.headers.get('Content-Encoding', ''), GIT_PROTOCOL=self.headers.get('Git-Protocol', ''),
                   REMOTE_USER='bench', REMOTE_ADDR='client')
        with subprocess.Popen(['git', 'http-backend'], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as backend:
            backend.stdin.write(body); backend.stdin.close()
            status, headers = 200, []
            while line := backend.stdout.readline().strip():
                name, _, value = line.decode().partition(': ')
                if name == 'Status': status = int(value.split()[0])
                else: headers.append((name, value))
            self.send_response(status)
            for name, value in headers: self.send_header(name, value)
            self.send_header('Connection', 'close'); self.end_headers()
            shutil_copy(backend.stdout, self.wfile)
        self.close_connection = True
def shutil_copy(source, target):
    while block := source.read(1 << 20): target.write(block)
http.server.ThreadingHTTPServer(('0.0.0.0', 8000), Handler).serve_forever()
'''

URL = 'http://%s:8000/big.git' % NAME
IDENTITY = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com']


def git(*words, **options):
    return subprocess.run(['git', *words], check=True, capture_output=True, text=True, **options)


def big(folder):
    """A bare repository with files that can't be compressed, in ten commits."""
    bare, work = os.path.join(folder, 'big.git'), os.path.join(folder, 'work')
    git('init', '-q', '--bare', '-b', 'main', bare)
    git('init', '-q', '-b', 'main', work)
    for number in range(FILES):
        os.makedirs(os.path.join(work, str(number % 50)), exist_ok=True)
        with open(os.path.join(work, str(number % 50), str(number)), 'wb') as f:
            f.write(os.urandom(BYTES))
        if number % (FILES // 10) == FILES // 10 - 1:
            git('-C', work, 'add', '.')
            git('-C', work, *IDENTITY, 'commit', '-qm', 'part')
    git('-C', work, 'push', '-q', bare, 'main')
    git('-C', bare, 'config', 'http.receivepack', 'true')
    return bare, work


def timed(line, folder, environment):
    begin = time.monotonic()
    done = subprocess.run(line, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit('%s\nfailed: %s' % (' '.join(line), (done.stderr or done.stdout)[-2000:]))
    return time.monotonic() - begin


def main(rounds=3):
    work = tempfile.mkdtemp(prefix='paddock-bench-', dir='/var/tmp')
    namespaces = Namespaces(work)
    serving = None
    try:
        bare, source = big(work)
        environment = dict(os.environ, GIT_CONFIG_GLOBAL='/dev/null', XDG_STATE_HOME=os.path.join(work, 'state'))
        serving = subprocess.Popen(['nsenter', '-t', str(namespaces.server.pid), '--net', sys.executable, '-c', SERVE, work],
                                   env=environment)
        time.sleep(1)
        project = os.path.join(work, 'project')
        git('init', '-q', '-b', 'main', project)
        git('-C', project, 'remote', 'add', 'origin', URL)
        enter = namespaces.enter() + ['env', '-C', project]
        paddock = [os.path.join(ROOT, 'paddock'), 'run', '-q', '--no-registries', '--']
        clone = ['sh', '-c', 'git clone -q %s clone && test -e clone/0/0 && rm -rf clone' % URL]
        timed(enter + paddock + ['true'], work, environment)
        rows = {'plain': [], 'Paddock, first': [], 'Paddock, second': []}
        for _ in range(rounds):
            shutil.rmtree(os.path.join(work, 'state'), ignore_errors=True)
            rows['plain'].append(timed(enter + clone, work, environment))
            rows['Paddock, first'].append(timed(enter + paddock + clone, work, environment))
            rows['Paddock, second'].append(timed(enter + paddock + clone, work, environment))
        table('Clone of %d MB, the start of the session included' % (FILES * BYTES >> 20), rows)

        subprocess.run(enter + ['git', 'pull', '-q', 'origin', 'main'], env=environment, check=True, capture_output=True)
        rows = {'plain': [], 'Paddock, first': [], 'Paddock, second': []}
        for _ in range(rounds):
            shutil.rmtree(os.path.join(work, 'state'), ignore_errors=True)
            for name, prefix in (('plain', []), ('Paddock, first', paddock), ('Paddock, second', paddock)):
                git('-C', source, *IDENTITY, 'commit', '-q', '--allow-empty', '-m', 'more')
                git('-C', source, 'push', '-q', bare, 'main')
                rows[name].append(timed(enter + prefix + ['git', 'fetch', '-q', 'origin'], work, environment))
        table('Fetch of one commit in a project of that size, the start of the session included', rows)
    finally:
        if serving:
            serving.kill()
        namespaces.close()
        shutil.rmtree(work, ignore_errors=True)


def table(title, rows):
    print('\n### %s (medians)\n\n| | s | to plain |\n|---|---|---|' % title)
    plain = statistics.median(rows['plain'])
    for name, times in rows.items():
        print('| %s | %.2f | %.2f |' % (name, statistics.median(times), statistics.median(times) / plain))
    sys.stdout.flush()
