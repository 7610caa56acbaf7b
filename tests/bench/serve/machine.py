"""What the kernel says of processes and memory, and how programs are started and stopped."""

import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def free_ports(count):
    """Ports that nobody has, tried one after the other and given back. Below 32768, where the
    kernel takes no client's port from, and because apt-cacher-ng keeps them in 15 bits."""
    sockets = []
    for port in random.sample(range(20000, 32768), 500):
        one = socket.socket()
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            one.close()
            continue
        sockets.append(one)
        if len(sockets) == count:
            break
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _stat(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()


def family(root):
    """A process and all that came from it."""
    parents = {int(p.name): _stat(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()}
    found = {root}
    while True:
        more = {pid for pid, s in parents.items() if s and int(s[1]) in found} - found
        if not more:
            return found
        found |= more


def cpu_seconds(root):
    """User and system time of a process and all that came from it."""
    stats = [_stat(pid) for pid in family(root)]
    return sum(int(s[11]) + int(s[12]) for s in stats if s) / TICKS


def resident_bytes(root):
    """Memory of a process and all that came from it, shared pages counted once."""
    total = 0
    for pid in family(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def kernel_bytes():
    """What sockets hold: TCP's own count of pages, and all slabs."""
    tcp = next(line for line in Path("/proc/net/sockstat").read_text().splitlines()
               if line.startswith("TCP:")).split()
    slab = next(line for line in Path("/proc/meminfo").read_text().splitlines()
                if line.startswith("Slab:")).split()
    return int(tcp[tcp.index("mem") + 1]) * PAGE + int(slab[1]) * 1024


def start(words, log, cpus=None):
    """A program with its output in a file, in a session of its own, as lighttpd signals its whole
    group when it ends; `cpus` pins it: "0", "0,1"."""
    pinned = ["taskset", "-c", cpus, *words] if cpus else words
    with open(log, "ab") as out:
        return subprocess.Popen(pinned, stdin=subprocess.DEVNULL, stdout=out,
                                stderr=subprocess.STDOUT, start_new_session=True)


def stop(process, patience=20):
    """Ends a program that start() began, kindly first."""
    if process.poll() is not None:
        return
    everybody = family(process.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        for pid in everybody:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.wait()


def wait_until(ready, process, what, patience=90):
    """Asks again and again; ends the run when the program has ended or time is up."""
    until = time.monotonic() + patience
    while not ready():
        if process.poll() is not None:
            raise SystemExit(f"{what} ended with {process.returncode} before it was ready")
        if time.monotonic() > until:
            raise SystemExit(f"{what} was not ready in {patience} s")
        time.sleep(0.05)
