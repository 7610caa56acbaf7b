#!/usr/bin/env python3
"""How long administrators of a large relay wait. Prints; it passes and fails nothing."""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "serve"))

import machine  # noqa: E402
import fleet  # noqa: E402

ASKED = ["flow", "status", "groups", "devices?limit=100", "devices?text=127.7.1.&limit=100", "explain?feed=feed-1",
         "forecast?days=7", "calendars", "health", "feeds/feed-1/releases"]


def time_answers(relay, rounds):
    print(f"{'GET /api/v1/…':34} {'first':>8} {'median':>8} {'CPU':>8} {'bytes':>11}")
    for path in ASKED:
        times = []
        spent = machine.cpu_seconds(relay.process.pid)
        for _ in range(rounds):
            started = time.perf_counter()
            answer = relay.ask(path)
            times.append(time.perf_counter() - started)
        spent = (machine.cpu_seconds(relay.process.pid) - spent) / rounds
        told = [f"{one * 1000:5.0f} ms" for one in (times[0], statistics.median(times), spent)]
        print(f"{path:34} {' '.join(told)} {len(answer):11,}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--feeds", type=int, default=50)
    options.add_argument("--groups", type=int, default=200, help="besides the default one, at most 254")
    options.add_argument("--devices", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--browser", help="a folder with tests/browser and what npm brings; without it no page is looked at")
    options.add_argument("--hold", action="store_true", help="leave the relay running until a line is entered")
    asked = options.parse_args()
    size = fleet.Size(asked.feeds, asked.groups, asked.devices)
    folder = Path("build/bench/many").resolve()
    program = str(Path("build/release/sluice").resolve())
    if not fleet.is_made(folder, size):
        shutil.rmtree(folder, ignore_errors=True)
        print(f"making {size}: some minutes, once", flush=True)
        fleet.make(program, folder, size)
    started = time.perf_counter()
    relay = fleet.Relay(program, folder)
    try:
        machine.wait_until(relay.answers, relay.process, "the relay")
        print(f"{size}\nanswers after {time.perf_counter() - started:.1f} s")
        relay.sign_in()
        time_answers(relay, asked.rounds)
        if asked.browser:
            script = Path(asked.browser) / "first_view.mjs"
            shutil.copy(HERE / script.name, script)
            subprocess.run(["node", str(script), relay.url, fleet.NAME, fleet.PASSWORD], check=True)
        print(f"memory {machine.resident_bytes(relay.process.pid) / 1e6:.0f} MB")
        if asked.hold:
            input(f"{relay.url}/ as {fleet.NAME} with '{fleet.PASSWORD}'; enter ends it ")
    finally:
        relay.stop()


main()
