"""A relay with many feeds, groups and devices, made once: its folder is kept for the next run."""

import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import machine

STAGES = 5
AT_ONCE = 4  # Devices that ask.
NAME, PASSWORD = "ann", "correct horse battery staple 7"

SETTINGS = """
data: data
policy: policy.yaml
endpoints: {{ listen: "127.0.0.1:{plain}" }}
admin: {{ listen: "127.0.0.1:{admin}" }}
store: {{ keep_free: 1 MiB }}
log: {{ level: warning }}
"""


@dataclass(frozen=True)
class Size:
    feeds: int
    groups: int
    devices: int


def policy_of(size, rules):
    """One path of five stages over all groups; `rules`: with soak, gate and approval after the first."""
    groups = [f"group-{i}" for i in range(size.groups)]
    lines = ["feeds:"]
    lines += [f"  feed-{i}: {{ kind: files, directory: feed-{i}, class: software, every: 24h }}" for i in range(size.feeds)]
    lines.append("groups:")
    lines += [f"  - {{ name: {name}, match: [{{ address: 127.{i + 1}.0.0/16 }}] }}" for i, name in enumerate(groups)]
    lines += ["  - name: default", "paths:", "  - name: all", "    for: { class: software }", "    stages:"]
    groups.append("default")
    for stage in range(STAGES):
        here = groups[stage * len(groups) // STAGES : (stage + 1) * len(groups) // STAGES]
        lines.append(f"      - groups: [{', '.join(here)}]")
        if stage and rules:
            lines += ["        soak: 1d", "        gate: { bake: 1d }", "        approve: [{ role: release-manager, people: 1 }]"]
    return "\n".join(lines) + "\n"


def publish(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "file").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "PULP_MANIFEST").write_text(f"file,{digest},{len(text)}\n")


class Relay:
    """The program on a folder; the command line and the API as 'ann'."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.config = ["--config", str(folder / "sluice.yaml")]
        self.plain, self.admin = machine.free_ports(2)
        (folder / "sluice.yaml").write_text(SETTINGS.format(plain=self.plain, admin=self.admin))
        self.url = f"https://127.0.0.1:{self.admin}"
        self.headers = {}
        self.process = machine.start([program, "run", *self.config], folder / "log")

    def stop(self):
        machine.stop(self.process)

    def sluice(self, *words):
        session = os.environ | {"SLUICE_SESSION": str(self.folder / "session")}
        done = subprocess.run([self.program, *words, *self.config], env=session, capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else None

    def ask(self, path, body=None):
        told = body and json.dumps(body).encode()
        asked = urllib.request.Request(self.url + "/api/v1/" + path, data=told,
                                       headers=self.headers | {"Content-Type": "application/json", "Origin": self.url})
        with urllib.request.urlopen(asked, context=ssl._create_unverified_context()) as answer:
            return answer.read()

    def answers(self):
        try:
            self.ask("setup")
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def sign_in(self):
        told = json.loads(self.ask("session", {"name": NAME, "password": PASSWORD}))
        self.headers = {"Authorization": "Bearer " + told["token"]}


def ask_as(devices, relay, size):
    """Each of the devices asks for two feeds, from an address of its own."""
    for number in devices:
        group, place = number % size.groups, number // size.groups
        with socket.socket() as one:
            one.bind((f"127.{group + 1}.{place // 250}.{place % 250 + 1}", 0))
            one.connect(("127.0.0.1", relay.plain))
            for turn in range(2):
                feed = (number + turn) % size.feeds
                one.sendall(f"GET /feed-{feed}/file HTTP/1.1\r\nHost: relay\r\n\r\n".encode())
                if not one.recv(4096).startswith(b"HTTP/1.1 200"):
                    raise SystemExit(f"device {number} got nothing of feed-{feed}")


def newest(relay):
    feeds = json.loads(relay.sluice("status", "--json") or '{"feeds": []}')["feeds"]
    return [feed["newest"] and feed["newest"]["sequence"] for feed in feeds]


def make(program, folder, size):
    """Everybody has the first release of every feed; the second has come, and waits in all stages
    but the first. Leaves the folder, and no relay running."""
    folder.mkdir(parents=True)
    (folder / "policy.yaml").write_text(policy_of(size, rules=False))
    (folder / "password").write_text(PASSWORD + "\n")
    (folder / "password").chmod(0o600)
    for i in range(size.feeds):
        publish(folder / f"feed-{i}", f"one of {i}\n")
    relay = Relay(program, folder)
    try:
        machine.wait_until((folder / "data/setup.token").exists, relay.process, "the relay")
        relay.sluice("setup", NAME, "--password-file", str(folder / "password"))
        machine.wait_until(lambda: newest(relay) == [1] * size.feeds, relay.process, "a first release", 300)
        (folder / "policy.yaml").write_text(policy_of(size, rules=True))
        relay.process.send_signal(signal.SIGHUP)
        for i in range(size.feeds):
            publish(folder / f"feed-{i}", f"two of {i}\n")
            machine.wait_until(lambda: relay.sluice("sync", f"feed-{i}") is not None, relay.process, "a sync", 300)
        machine.wait_until(lambda: newest(relay) == [2] * size.feeds, relay.process, "a second release", 300)
        threads = [threading.Thread(target=ask_as, args=(range(part, size.devices, AT_ONCE), relay, size))
                   for part in range(AT_ONCE)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        time.sleep(65)  # What devices did is written down once a minute.
    finally:
        relay.stop()
    (folder / "made").write_text(f"{size}\n")


def is_made(folder, size):
    made = folder / "made"
    return made.exists() and made.read_text() == f"{size}\n"
