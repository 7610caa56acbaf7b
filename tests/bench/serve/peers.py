"""Each server that is compared, at its best configuration, serving one folder of files."""

import getpass
import hashlib
import os
import shutil
import ssl
import subprocess
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import machine

NGINX_HEAD = """
daemon off; master_process on; {user} worker_processes {cores}; worker_rlimit_nofile {files};
error_log {folder}/error.log warn; pid {folder}/pid;
events {{ worker_connections 16000; multi_accept on; use epoll; }}
http {{
  access_log off; sendfile on; tcp_nodelay on; server_tokens off; default_type application/octet-stream;
  keepalive_requests 100000000; keepalive_timeout 65s; reset_timedout_connection on;
  open_file_cache max=10000 inactive=600s; open_file_cache_valid 600s; open_file_cache_min_uses 1;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  ssl_certificate {certificate}; ssl_certificate_key {key}; ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache shared:tls:10m;
"""
NGINX_SERVER = """
  server {{ listen 127.0.0.1:{plain} reuseport backlog=4096; listen 127.0.0.1:{tls} ssl reuseport backlog=4096;
           root {files_folder}; tcp_nopush {nopush}; }}
"""
SLUICE_POLICY = """
feeds:
  bench: {{ kind: files, directory: {files_folder}, class: software, every: 24h }}
groups:
  - name: default
paths:
  - {{ name: all, for: {{ class: software }}, stages: [{{ groups: [default] }}] }}
"""
SLUICE = """
data: {folder}/data
policy: {folder}/policy.yaml
endpoints: {{ listen: "127.0.0.1:{plain}", connections_per_address: 16384 }}
endpoints_tls: {{ listen: "127.0.0.1:{tls}", connections_per_address: 16384, certificate: {certificate}, key: {key} }}
admin: {{ listen: "127.0.0.1:{admin}" }}
store: {{ keep_free: 1 MiB }}
log: {{ level: warning }}
"""
LIGHTTPD = """
server.modules = ("mod_openssl")
server.document-root = "{files_folder}"
server.bind = "127.0.0.1"
server.port = {plain}
server.max-worker = {cores}
server.max-fds = {files}
server.max-connections = 10001
server.listen-backlog = 4096
server.max-keep-alive-requests = 100000000
server.network-backend = "sendfile"
server.errorlog = "{folder}/error.log"
server.event-handler = "linux-sysepoll"
mimetype.assign = ("" => "application/octet-stream")
$SERVER["socket"] == "127.0.0.1:{tls}" {{
  ssl.engine = "enable"
  ssl.pemfile = "{certificate}"
  ssl.privkey = "{key}"
}}
"""
SQUID = """
http_port 127.0.0.1:{plain} accel defaultsite=127.0.0.1:{origin} no-vhost
https_port 127.0.0.1:{tls} accel defaultsite=127.0.0.1:{origin} no-vhost tls-cert={certificate} tls-key={key}
cache_peer 127.0.0.1 parent {origin} 0 no-query originserver
cache_mem 1024 MB
memory_cache_shared off
maximum_object_size 512 MB
maximum_object_size_in_memory 512 MB
refresh_pattern . 1440 100% 1440
http_access allow all
access_log none
cache_log {folder}/cache.log
cache_store_log none
pid_filename {folder}/pid
coredump_dir {folder}
cache_effective_user {user}
max_filedescriptors {files}
pinger_enable off
shutdown_lifetime 0 seconds
client_persistent_connections on
"""
VARNISH = """
vcl 4.1;
backend origin {{ .host = "127.0.0.1"; .port = "{origin}"; }}
sub vcl_backend_response {{ set beresp.ttl = 24h; }}
"""
ACNG = """
CacheDir: {folder}/cache
LogDir: {folder}/log
SocketPath: {folder}/socket
PidFile: {folder}/pid
Port: {plain}
BindAddress: 127.0.0.1
ForeGround: 1
VerboseLog: 0
ReportPage:
ExThreshold: 30
PfilePatternEx: .*
AllowUserPorts: 0
MaxStandbyConThreads: 64
MaxConThreads: 16000
"""

NAMES = ["sluice", "nginx", "nginx-nopush", "lighttpd", "squid", "varnish", "apt-cacher-ng"]


@dataclass
class Peer:
    """A running server. Peers that are one process with several ports share it."""

    name: str
    process: object
    urls: dict = field(default_factory=dict)  # "http" and, where it has it, "https": up to the path
    admin: str = ""

    def url(self, scheme, file):
        return self.urls[scheme] + file


@dataclass
class Place:
    """Where and how servers are started."""

    root: Path
    files_folder: Path
    certificate: Path
    key: Path
    sluice: Path
    cores: int
    cpus: str = ""
    origin: int = 0

    def settings(self, name, **more):
        folder = self.root / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return dict(folder=folder, files_folder=self.files_folder, certificate=self.certificate,
                    key=self.key, cores=self.cores, origin=self.origin,
                    files=min(40000, os.sysconf("SC_OPEN_MAX")), **more)

    def run(self, settings, words):
        return machine.start([str(word) for word in words], settings["folder"] / "out", self.cpus)


def fetch(url):
    """The body of an answer, or nothing."""
    trusting = ssl._create_unverified_context()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                         urllib.request.HTTPSHandler(context=trusting))
    try:
        with opener.open(url, timeout=30) as answer:
            return answer.read()
    except OSError:
        return None


def digest(url):
    body = fetch(url)
    return hashlib.sha256(body).hexdigest() if body is not None else "nothing"


def nginx(place):
    plain, tls, plain_nopush, tls_nopush = machine.free_ports(4)
    user = "user root;" if os.getuid() == 0 else ""
    settings = place.settings("nginx", user=user)
    text = NGINX_HEAD + NGINX_SERVER.replace("{nopush}", "off")
    text += (NGINX_SERVER.replace("{nopush}", "on").replace("{plain}", "{plain_nopush}")
             .replace("{tls}", "{tls_nopush}") + "}}\n")
    config = settings["folder"] / "nginx.conf"
    config.write_text(text.format(plain=plain, tls=tls, plain_nopush=plain_nopush,
                                  tls_nopush=tls_nopush, **settings))
    process = place.run(settings, ["nginx", "-e", settings["folder"] / "error.log", "-c", config])
    return [Peer("nginx", process, _both(plain, tls)),
            Peer("nginx-nopush", process, _both(plain_nopush, tls_nopush))]


def sluice(place):
    plain, tls, admin = machine.free_ports(3)
    settings = place.settings("sluice", plain=plain, tls=tls, admin=admin)
    folder = settings["folder"]
    (folder / "data").mkdir()
    (folder / "policy.yaml").write_text(SLUICE_POLICY.format(**settings))
    (folder / "sluice.yaml").write_text(SLUICE.format(**settings))
    process = place.run(settings, [place.sluice, "run", "--config", folder / "sluice.yaml"])
    peer = Peer("sluice", process, _both(plain, tls), f"https://127.0.0.1:{admin}/healthz")
    peer.urls = {scheme: url + "bench/" for scheme, url in peer.urls.items()}
    return [peer]


def lighttpd(place):
    plain, tls = machine.free_ports(2)
    settings = place.settings("lighttpd", plain=plain, tls=tls)
    config = settings["folder"] / "lighttpd.conf"
    config.write_text(LIGHTTPD.format(**settings))
    return [Peer("lighttpd", place.run(settings, ["lighttpd", "-D", "-f", config]),
                 _both(plain, tls))]


def squid(place):
    plain, tls = machine.free_ports(2)
    settings = place.settings("squid", plain=plain, tls=tls)
    user = "proxy" if os.getuid() == 0 else getpass.getuser()  # as root it does not run
    shutil.chown(settings["folder"], user)
    config = settings["folder"] / "squid.conf"
    config.write_text(SQUID.format(user=user, **settings))
    return [Peer("squid", place.run(settings, ["squid", "-N", "-f", config]), _both(plain, tls))]


def varnish(place):
    (plain,) = machine.free_ports(1)
    settings = place.settings("varnish", plain=plain)
    config = settings["folder"] / "default.vcl"
    config.write_text(VARNISH.format(**settings))
    words = ["varnishd", "-F", "-j", "none", "-n", settings["folder"] / "work",
             "-a", f"127.0.0.1:{plain}", "-f", config, "-s", "malloc,1G",
             "-p", "thread_pool_min=100", "-p", "thread_pool_max=5000"]
    return [Peer("varnish", place.run(settings, words), {"http": f"http://127.0.0.1:{plain}/"})]


def apt_cacher_ng(place):
    (plain,) = machine.free_ports(1)
    settings = place.settings("apt-cacher-ng", plain=plain)
    (settings["folder"] / "acng.conf").write_text(ACNG.format(**settings))
    process = place.run(settings, ["apt-cacher-ng", "-c", settings["folder"]])
    return [Peer("apt-cacher-ng", process,
                 {"http": f"http://127.0.0.1:{plain}/127.0.0.1:{place.origin}/"})]


def _both(plain, tls):
    return {"http": f"http://127.0.0.1:{plain}/", "https": f"https://127.0.0.1:{tls}/"}


def start(place, names, probe):
    """Starts what is named; returns peers that have answered with the file `probe`."""
    started = []
    try:
        if {"squid", "varnish", "apt-cacher-ng"} & set(names):
            origin = nginx(Place(place.root / "origin", place.files_folder, place.certificate,
                                 place.key, place.sluice, 1))
            started += origin
            place.origin = int(origin[0].urls["http"].split(":")[2].strip("/"))
            origin[0].name = origin[1].name = "origin"
        makers = {"sluice": sluice, "nginx": nginx, "nginx-nopush": nginx, "lighttpd": lighttpd,
                  "squid": squid, "varnish": varnish, "apt-cacher-ng": apt_cacher_ng}
        for maker in dict.fromkeys(makers[name] for name in names):
            started += maker(place)
        for peer in started:
            wanted = hashlib.sha256((place.files_folder / probe).read_bytes()).hexdigest()
            for url in peer.urls.values():
                machine.wait_until(lambda: digest(url + probe) == wanted, peer.process,
                                   f"{peer.name} at {url}")
    except BaseException:
        stop(started)
        raise
    return started


def stop(started):
    for process in {peer.process.pid: peer.process for peer in started}.values():
        machine.stop(process)


def version(name):
    """What a peer says it is."""
    asked = {"nginx": ["nginx", "-v"], "lighttpd": ["lighttpd", "-v"], "squid": ["squid", "-v"],
             "varnish": ["varnishd", "-V"]}
    if name == "apt-cacher-ng":
        asked[name] = ["dpkg-query", "-W", "apt-cacher-ng"]
    if name not in asked:
        return ""
    told = subprocess.run(asked[name], capture_output=True, text=True, check=False)
    return (told.stdout + told.stderr).splitlines()[0].strip()
