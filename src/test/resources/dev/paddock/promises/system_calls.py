"""Makes system calls inside a session and prints, line by line, the name of each and what came of it."""

import ctypes
import errno
import fcntl
import mmap
import multiprocessing
import os
import platform
import pty
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from multiprocessing import shared_memory

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long
X86 = platform.machine() == "x86_64"
ARM = {
    "add_key": 217, "request_key": 218, "keyctl": 219, "mount": 40, "umount2": 39, "pivot_root": 41,
    "unshare": 97, "clone": 220, "setns": 268, "chroot": 51, "bpf": 280, "perf_event_open": 241,
    "userfaultfd": 282, "open_by_handle_at": 265, "mknodat": 33, "fchmodat": 53, "openat": 56,
    "sethostname": 161, "ptrace": 117,
}
INTEL = {
    "add_key": 248, "request_key": 249, "keyctl": 250, "mount": 165, "umount2": 166, "pivot_root": 155,
    "unshare": 272, "clone": 56, "setns": 308, "chroot": 161, "bpf": 321, "perf_event_open": 298,
    "userfaultfd": 323, "open_by_handle_at": 304, "mknodat": 259, "fchmodat": 268, "openat": 257,
    "sethostname": 170, "ptrace": 101,
}
BOTH = {
    "io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430, "clone3": 435,
    "openat2": 437, "mount_setattr": 442,
}
NUMBERS = {**(INTEL if X86 else ARM), **BOTH}
AT_FDCWD = -100
NEWNS, NEWUSER, NEWPID, NEWNET = 0x00020000, 0x10000000, 0x20000000, 0x40000000


def say(name, what):
    print(name, what, flush=True)


def raw(number, *arguments):
    """Returns "ok" or the name of the error."""
    ctypes.set_errno(0)
    converted = [ctypes.c_char_p(a) if isinstance(a, bytes) else ctypes.c_long(a) if isinstance(a, int) else a
                 for a in arguments]
    result = LIBC.syscall(ctypes.c_long(number), *converted)
    return "ok" if result >= 0 else errno.errorcode.get(ctypes.get_errno(), "?")


def call(name, *arguments):
    return raw(NUMBERS[name], *arguments)


def child(function):
    """Runs a function that returns a text in a child, because it may change the process."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            text = function()
        except OSError as e:
            text = errno.errorcode.get(e.errno, "?")
        except BaseException as e:
            text = repr(e)
        os.write(writer, text.encode())
        os._exit(0)
    os.close(writer)
    text = os.read(reader, 4096).decode()
    os.close(reader)
    os.waitpid(pid, 0)
    return text or "died"


def attempt(name, function):
    try:
        function()
        say(name, "ok")
    except OSError as e:
        say(name, errno.errorcode.get(e.errno, "?"))
    except Exception as e:
        say(name, repr(e).replace("\n", " "))


def status():
    fields = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
    sets = [fields[k].strip() for k in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")]
    say("capabilities", " ".join("0" if int(s, 16) == 0 else s for s in sets))
    say("no_new_privs", fields["NoNewPrivs"].strip())
    say("seccomp", fields["Seccomp"].strip())


def keyrings():
    say("keyctl", call("keyctl", 0, -3, 0))
    say("add_key", call("add_key", b"user", b"paddock-test", b"x", 1, -2))
    say("request_key", call("request_key", b"user", b"paddock-test", 0, 0))


def mounts():
    say("mount", call("mount", b"none", b"/tmp", b"tmpfs", 0, 0))
    say("umount2", call("umount2", b"/proc", 2))
    say("pivot_root", call("pivot_root", b"/tmp", b"/tmp"))
    say("move_mount", call("move_mount", AT_FDCWD, b"/tmp", AT_FDCWD, b"/usr", 0))
    say("fsopen", call("fsopen", b"tmpfs", 0))
    say("open_tree", call("open_tree", AT_FDCWD, b"/", 1))
    say("mount_setattr", call("mount_setattr", AT_FDCWD, b"/usr", 0, bytes(32), 32))
    say("chroot", child(lambda: call("chroot", b"/tmp")))
    say("setns", call("setns", os.open("/proc/self/ns/net", os.O_RDONLY), 0))
    say("unshare_newns", child(lambda: call("unshare", NEWNS)))
    say("unshare_newuser_newns", child(lambda: call("unshare", NEWUSER | NEWNS)))
    say("clone_newns", clone(NEWUSER | NEWNS))


def clone(flags):
    ctypes.set_errno(0)
    pid = LIBC.syscall(ctypes.c_long(NUMBERS["clone"]), ctypes.c_ulong(flags | signal.SIGCHLD), 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
        return "ok"
    return errno.errorcode.get(ctypes.get_errno(), "?")


def surface():
    say("bpf", call("bpf", 0, bytes(128), 128))
    say("perf_event_open", call("perf_event_open", bytes(128), 0, -1, -1, 0))
    say("userfaultfd", call("userfaultfd", 0x80001))
    say("open_by_handle_at", call("open_by_handle_at", AT_FDCWD, struct.pack("Ii", 8, 1) + bytes(8), 0))
    say("io_uring_setup", call("io_uring_setup", 4, bytes(256)))
    say("clone3", call("clone3", bytes(88), 88))
    say("openat2", call("openat2", AT_FDCWD, b"/", bytes(24), 24))
    say("sethostname", call("sethostname", b"planted", 7))
    if X86:
        say("x32_getpid", raw(0x40000000 | 39))
        say("x32_keyctl", raw(0x40000000 | 250, 0, -3, 0))
    else:
        say("x32_getpid", "ENOSYS")
        say("x32_keyctl", "ENOSYS")


def terminal_requests():
    master, slave = pty.openpty()
    for name, request in (("TIOCSTI", 0x5412), ("TIOCLINUX", 0x541C), ("TIOCSTI_high_bits", 0x100005412)):
        ctypes.set_errno(0)
        number = 16 if X86 else 29
        say(name, raw(number, slave, request, b"x"))
    os.close(master)
    os.close(slave)


def sockets():
    for name, family, kind in (
        ("AF_PACKET", 17, 3), ("AF_VSOCK", 40, 1), ("AF_ALG", 38, 5), ("AF_BLUETOOTH", 31, 3), ("AF_TIPC", 30, 1),
        ("AF_KEY", 15, 3), ("AF_XDP", 44, 3), ("AF_RDS", 21, 5), ("AF_INET", 2, 1), ("AF_INET6", 10, 1),
        ("AF_UNIX", 1, 1), ("AF_NETLINK_route", 16, 3),
    ):
        attempt(name, lambda: socket.socket(family, kind).close())


def setuid_bits():
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "f")
    open(path, "w").close()
    say("chmod_setuid", raw(90 if X86 else NUMBERS["fchmodat"], *((path.encode(), 0o4755) if X86 else
                                                               (AT_FDCWD, path.encode(), 0o4755, 0))))
    say("fchmodat_setuid", call("fchmodat", AT_FDCWD, path.encode(), 0o4755, 0))
    say("open_setuid", call("openat", AT_FDCWD, (path + "2").encode(), os.O_CREAT | os.O_WRONLY, 0o4755))
    say("mknod_setuid", call("mknodat", AT_FDCWD, (path + "3").encode(), 0o104755, 0))
    say("mknod_block", call("mknodat", AT_FDCWD, (path + "4").encode(), 0o060600, os.makedev(7, 0)))


def writable(folder, skip=()):
    found = []
    for root, directories, files in os.walk(folder):
        directories[:] = [d for d in directories if not d.isdigit() and d not in skip]
        for name in files:
            path = os.path.join(root, name)
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
                os.close(descriptor)
                found.append(path)
            except OSError:
                pass
    return "[" + " ".join(found[:5]) + "]"


def browser():
    def inside():
        result = call("unshare", NEWUSER | NEWPID | NEWNET)
        if result == "ok":
            pid = os.fork()
            if pid == 0:
                os._exit(0 if os.getpid() == 1 else 1)
            return "ok" if os.waitpid(pid, 0)[1] == 0 else "no pid 1"
        return result
    return child(inside)


def ptrace_child():
    pid = os.fork()
    if pid == 0:
        LIBC.ptrace(0, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    _, state = os.waitpid(pid, 0)
    traced = os.WIFSTOPPED(state) and "TracerPid:\t%d\n" % os.getpid() in open("/proc/%d/status" % pid).read()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "ok" if traced else "not traced"


def semaphore():
    lock = multiprocessing.Lock()
    with lock:
        pass


def memory():
    block = shared_memory.SharedMemory(create=True, size=4096)
    block.buf[0] = 1
    block.close()
    block.unlink()


def sysv():
    segment = LIBC.shmget(0x50444B, 4096, 0o1600)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "")
    LIBC.shmctl(segment, 0, None)


def unix_server(address):
    server = socket.socket(socket.AF_UNIX)
    server.bind(address)
    server.listen()
    client = socket.socket(socket.AF_UNIX)
    client.connect(address)
    server.accept()[0].sendall(b"x")
    assert client.recv(1) == b"x"


def tcp_server():
    server = socket.socket()
    server.bind(("0.0.0.0", 0))
    server.listen()
    client = socket.create_connection(("localhost", server.getsockname()[1]), 10)
    server.accept()[0].sendall(b"x")
    assert client.recv(1) == b"x"


def inner_terminal():
    master, slave = pty.openpty()
    os.write(slave, b"x")
    assert os.read(master, 1) == b"x"


def thread():
    seen = []
    worker = threading.Thread(target=lambda: seen.append(1))
    worker.start()
    worker.join()
    assert seen


def main():
    status()
    keyrings()
    mounts()
    surface()
    terminal_requests()
    sockets()
    setuid_bits()
    say("writable_proc_sys", writable("/proc/sys"))
    # A write to /proc/pressure arms a trigger on the writer's own descriptor and changes nothing else.
    say("writable_proc", writable("/proc", ("sys", "self", "thread-self", "pressure")))
    say("writable_cgroup", writable("/sys"))
    say("userns_pid_net", browser())
    say("ptrace_child", ptrace_child())
    attempt("semaphore", semaphore)
    attempt("shared_memory", memory)
    attempt("sysv_shared_memory", sysv)
    attempt("unix_path", lambda: unix_server(os.path.join(tempfile.mkdtemp(), "s")))
    attempt("unix_abstract", lambda: unix_server("\0paddock-test"))
    attempt("unix_pair", lambda: socket.socketpair())
    attempt("own_server", tcp_server)
    attempt("pty", inner_terminal)
    attempt("thread", thread)
    attempt("subprocess", lambda: subprocess.run(["true"], check=True))


main()
