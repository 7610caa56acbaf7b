"""Very many clients that read very slowly: what they cost, and whether the rest still answers."""

import http.client
import json
import ssl
import subprocess
import time
from urllib.parse import urlsplit

import machine
import workloads


SHORTEST = 10  # seconds, until what there is to fill is full


def _answers_in_ms(url):
    """How long a new caller waits for one whole answer."""
    to = urlsplit(url)
    began = time.monotonic()
    if to.scheme == "https":
        asked = http.client.HTTPSConnection(to.hostname, to.port, timeout=30,
                                            context=ssl._create_unverified_context())
    else:
        asked = http.client.HTTPConnection(to.hostname, to.port, timeout=30)
    asked.request("GET", to.path)
    asked.getresponse().read()
    asked.close()
    return 1000 * (time.monotonic() - began)


def run(workload, peer, seconds, load):
    """Holds the slow ones for so long; the most that they took, and the longest that others had
    to wait: for the admin door where there is one, else for a small file."""
    other = peer.admin or peer.url("http", "1k")
    kernel_before, own_before = machine.kernel_bytes(), machine.resident_bytes(peer.process.pid)
    words = workloads.command(workload, peer.url(workload.scheme, workload.file),
                              max(seconds, SHORTEST), load)
    client = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    kernel, own, waits = 0, 0, []
    while client.poll() is None:
        kernel = max(kernel, machine.kernel_bytes() - kernel_before)
        own = max(own, machine.resident_bytes(peer.process.pid) - own_before)
        try:
            waits.append(_answers_in_ms(other))
        except OSError:
            waits.append(float("inf"))
        time.sleep(0.2)
    told = json.loads(client.stdout.read())
    return told | {"kernel_bytes": kernel, "own_bytes": own, "admin_worst_ms": max(waits)}
