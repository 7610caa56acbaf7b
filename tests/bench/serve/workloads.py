"""What is asked of every server, and with which client."""

import json
import re
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass


FILES = {"1k": 1024, "64k": 65536, "10m": 10 << 20, "200m": 200 << 20}


@dataclass(frozen=True)
class Workload:
    """One row of the table."""

    name: str
    says: str
    file: str
    scheme: str = "http"
    client: str = "wrk"  # or load, or slow
    connections: int = 64
    fresh: bool = False
    unchanged: bool = False  # asks with the file's own Last-Modified: 304
    aim: tuple = ()          # CPU and wall, as ratios to the best nginx

    @property
    def by_bytes(self):
        return self.file in ("10m", "200m")


def _bulk(scheme, aim):
    return [Workload(f"{'tls-' if scheme == 'https' else ''}{file}-{count}",
                     f"{'TLS' if scheme == 'https' else 'plain'} {file[:-1]} MB, {count} "
                     f"connection{'s' if count > 1 else ''}",
                     file, scheme, "load", count, aim=aim)
            for file in ("10m", "200m") for count in (1, 256)]


ALL = [
    Workload("1k", "1 KB keep-alive", "1k", aim=(1.25, 1.15)),
    Workload("64k", "64 KB keep-alive", "64k", aim=(1.15, 1.0)),
    Workload("new", "1 KB, new connections", "1k", client="load", fresh=True, aim=(1.1, 1.0)),
    Workload("304", "304 keep-alive", "1k", unchanged=True, aim=(1.0, 1.0)),
    *_bulk("http", (1.0, 1.0)),
    Workload("tls-1k", "TLS 1 KB keep-alive", "1k", "https", aim=(1.05, 1.0)),
    Workload("tls-new", "TLS 1 KB, new connections", "1k", "https", "load", fresh=True,
             aim=(1.05, 1.0)),
    Workload("tls-64k", "TLS 64 KB keep-alive", "64k", "https", aim=(1.4, 1.3)),
    *_bulk("https", (1.7, 1.6)),
    Workload("slow", "10,000 slow readers of 10 MB", "10m", client="slow", connections=10000),
    Workload("tls-slow", "10,000 slow readers of 10 MB over TLS", "10m", "https", "slow", 10000),
]


def _last_modified(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=10) as answer:
        return answer.headers["Last-Modified"]


def fields(workload, url):
    return [f"If-Modified-Since: {_last_modified(url)}"] if workload.unchanged else []


def command(workload, url, seconds, load):
    """The words that load a server."""
    extra = fields(workload, url)
    if workload.client == "wrk":
        words = ["wrk", "-t", "2", "-c", str(workload.connections), "-d", f"{round(seconds)}s", "--latency"]
        for one in extra:
            words += ["-H", one]
        return words + [url]
    threads = "1" if workload.connections == 1 else "2"
    words = [str(load), url, "--connections", str(workload.connections), "--threads", threads,
             "--seconds", str(seconds)]
    if workload.fresh:
        words.append("--fresh")
    if workload.client == "slow":
        words += ["--slow", "4096", "--from", "127.0.2.0"]
    for one in extra:
        words += ["--field", one]
    return words


def _wrk_number(text):
    number, unit = re.match(r"([\d.]+)(\w*)", text).groups()
    return float(number) * {"": 1, "B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "us": 1e-3,
                            "ms": 1, "s": 1e3, "m": 6e4}[unit]


def read_wrk(text):
    """What wrk printed, in the words of load's JSON."""
    answers, seconds, size = re.search(r"(\d+) requests in ([\d.]+\w+), ([\d.]+\w+) read",
                                       text).groups()
    told = {"answers": int(answers), "bytes": int(_wrk_number(size)),
            "seconds": _wrk_number(seconds) / 1e3, "broken": 0}
    for share in ("50", "99"):
        told[f"p{share}_ms"] = _wrk_number(re.search(rf"(?m)^ +{share}% +(\S+)", text).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    told["broken"] = (int(bad.group(1)) if bad else 0) + (
        sum(map(int, errors.groups())) if errors else 0)
    return told


def run(workload, url, seconds, load, cpus=None):
    """Loads a server for so long; what the client saw."""
    words = command(workload, url, seconds, load)
    if cpus:
        words = ["taskset", "-c", cpus, *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
    return read_wrk(done.stdout) if workload.client == "wrk" else json.loads(done.stdout)


def status_of(workload, url):
    """The status that one request of this workload gets."""
    request = urllib.request.Request(url, headers=dict(
        one.split(": ", 1) for one in fields(workload, url)))
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


