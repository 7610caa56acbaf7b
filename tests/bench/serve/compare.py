"""compare.py [--peers A,B] [--only W,W] [--seconds N] [--rounds N] [--perf] [--hold] …

Serves the same files by sluice and by its peers, loads each in the order ABBA, and writes every
raw cell, a table and a picture to build/bench/serve. It prints; it passes and fails nothing."""

import argparse
import csv
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import machine
import peers
import slow
import table
import workloads

TREE = Path(__file__).resolve().parents[3]
OUT = TREE / "build" / "bench" / "serve"
COLUMNS = ["at", "workload", "peer", "round", "answers", "bytes", "seconds", "broken",
           "server_cpu_seconds", "p50_ms", "p99_ms", "worst_ms", "held", "kernel_bytes",
           "own_bytes", "admin_worst_ms"]


def options():
    read = argparse.ArgumentParser(prog="tests/bench/serve/run.sh")
    names = [w.name for w in workloads.ALL]
    read.add_argument("--peers", default="sluice,nginx,nginx-nopush",
                      help="or all; any of " + ",".join(peers.NAMES))
    read.add_argument("--only", default=",".join(names), help="any of " + ",".join(names))
    read.add_argument("--seconds", type=float, default=5, help="for one cell")
    read.add_argument("--rounds", type=int, default=1, help="each is AB and BA")
    read.add_argument("--sluice", default=str(TREE / "build/release/sluice"))
    read.add_argument("--load", default=str(TREE / "build/release/tests/bench/load"))
    read.add_argument("--pin", action="store_true", help="servers on core 1, clients on core 0")
    read.add_argument("--perf", action="store_true", help="records sluice's cells with perf")
    read.add_argument("--hold", action="store_true", help="only starts them, until Enter")
    chosen = read.parse_args()
    chosen.peers = peers.NAMES if chosen.peers == "all" else chosen.peers.split(",")
    chosen.only = [next(w for w in workloads.ALL if w.name == name)
                   for name in chosen.only.split(",")]
    return chosen


def make_files(folder):
    """The files that everybody serves, and a vendor's manifest over them; kept between runs."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for name, size in workloads.FILES.items():
        file = folder / name
        if not file.exists() or file.stat().st_size != size:
            file.write_bytes(os.urandom(size))
        manifest.append(f"{name},{hashlib.sha256(file.read_bytes()).hexdigest()},{size}\n")
    (folder / "PULP_MANIFEST").write_text("".join(manifest))


def make_certificate(folder):
    certificate, key = folder / "server.pem", folder / "server.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
                    "-days", "30", "-subj", "/CN=bench", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, capture_output=True)
    return certificate, key


def check_content(started, folder, chosen):
    """Every file that is asked for, from everybody, by its SHA-256."""
    wanted = {(w.scheme, w.file) for w in chosen.only}
    for peer in started:
        for scheme, file in sorted(wanted):
            if scheme not in peer.urls:
                continue
            right = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            if peers.digest(peer.url(scheme, file)) != right:
                raise SystemExit(f"{peer.name}: {peer.url(scheme, file)} is not the file")


def perf(peer, workload):
    file = OUT / f"perf-{workload.name}.data"
    return subprocess.Popen(["perf", "record", "-q", "-F", "997", "-g", "-p",
                             str(peer.process.pid), "-o", str(file)],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cell(peer, workload, chosen, number):
    """Loads one peer once; a row of raw numbers."""
    url = peer.url(workload.scheme, workload.file)
    recorder = perf(peer, workload) if chosen.perf and peer.name == "sluice" else None
    before = machine.cpu_seconds(peer.process.pid)
    client_cpus = "0" if chosen.pin else None
    if workload.client == "slow":
        told = slow.run(workload, peer, chosen.seconds, chosen.load)
    else:
        told = workloads.run(workload, url, chosen.seconds, chosen.load, client_cpus)
    told["server_cpu_seconds"] = round(machine.cpu_seconds(peer.process.pid) - before, 3)
    if recorder:
        recorder.send_signal(signal.SIGINT)
        recorder.wait()
    return {"at": time.strftime("%H:%M:%S"), "workload": workload.name, "peer": peer.name,
            "round": number, **{key: told[key] for key in told if key in COLUMNS}}


def order(started, rounds):
    """ABBA, ABBA, …: a machine that slowly changes favours nobody."""
    for number in range(rounds):
        yield from ((peer, number) for peer in started)
        yield from ((peer, number) for peer in reversed(started))


def measure(started, chosen, out):
    rows = []
    for workload in chosen.only:
        able = [peer for peer in started if workload.scheme in peer.urls]
        for peer in able:
            got = workloads.status_of(workload, peer.url("http", workload.file))
            if workload.unchanged and got != 304:
                raise SystemExit(f"{peer.name} answered {got} where 304 was meant")
        for peer, number in order(able, chosen.rounds):
            row = cell(peer, workload, chosen, number)
            rows.append(row)
            out.writerow(row)
            print(one_line(row, workload), flush=True)
    return rows


def one_line(row, workload):
    cpu, seconds = row["server_cpu_seconds"], row["seconds"]
    broken = f"  BROKEN {row['broken']}" if row["broken"] else ""
    if workload.client == "slow":
        return (f"{row['workload']:12} {row['peer']:14} held {row['held']}, kernel "
                f"{row['kernel_bytes'] / 1e6:.0f} MB, own {row['own_bytes'] / 1e6:.1f} MB, admin "
                f"{row['admin_worst_ms']:.1f} ms, {cpu:.2f} s CPU{broken}")
    if workload.by_bytes:
        size = row["bytes"] / 2**30
        return (f"{row['workload']:12} {row['peer']:14} {size / seconds:8.2f} GiB/s  "
                f"{cpu / size if size else 0:8.4f} s CPU/GiB{broken}")
    answers = max(1, row["answers"])
    return (f"{row['workload']:12} {row['peer']:14} {answers / seconds:10.0f} /s  "
            f"{1e6 * cpu / answers:8.2f} us CPU each{broken}")


def main():
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    OUT.mkdir(parents=True, exist_ok=True)
    folder = OUT / "files"
    make_files(folder)
    certificate, key = make_certificate(OUT)
    place = peers.Place(OUT / "servers", folder, certificate, key, Path(chosen.sluice),
                        1 if chosen.pin else os.cpu_count(), "1" if chosen.pin else "")
    started = peers.start(place, chosen.peers, "1k")
    try:
        served = [peer for peer in started if peer.name in chosen.peers]
        if chosen.hold:
            for peer in served:
                print(peer.name, peer.process.pid, *peer.urls.values())
            input("Enter stops them ")
            return
        check_content(served, folder, chosen)
        with open(OUT / "serve.csv", "w", newline="") as file:
            out = csv.DictWriter(file, COLUMNS)
            out.writeheader()
            rows = measure(served, chosen, out)
        check_content(served, folder, chosen)
    finally:
        peers.stop(started)
    report(rows)


def report(rows):
    """The table and the picture, from the raw cells."""
    text = table.markdown(rows)
    (OUT / "serve.md").write_text(text)
    (OUT / "serve.svg").write_text(table.svg(rows))
    print("\n" + text)


if __name__ == "__main__":
    sys.exit(main())
