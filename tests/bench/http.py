"""HTTP: CPU of the server per request, beside a hello of the same app; health under load.

Keep-alive connections on loopback, eight requests in flight, short bursts of one kind in shuffled
order. CPU of the server's process, not wall time; the figure is the tenth percentile of the bursts.
"""

import random
import socket
import threading
import time
from collections.abc import Callable
from itertools import count

from app.engine.limits import Limits
from app.engine.spec import Spec
from tests.bench.report import low, median, quantile, say, short, table, verdict
from tests.bench.serving import Served, served

IN_FLIGHT = 8
ROUNDS = 30
S = "/api/v1/trace?data=spiral&m=8&hidden=4"
M = "/api/v1/trace?data=spiral&m=200&hidden=8,8"
CLIENTS = 8
LOAD_SECONDS = 6.0
NETS = ("m=8&hidden=4", "m=200&hidden=8,8", "m=500&hidden=32,32,32,32,32,32",
        "m=500&hidden=128,128,128,128,128,128,128,128")  # fmt: skip


class Connection:
    """One keep-alive connection: send a GET, read a reply of known length."""

    def __init__(self, server: Served) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")

    def send(self, target: str) -> None:
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())

    def read(self) -> bytes:
        status = self.file.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"the server answered {status!r}")
        length = 0
        while (line := self.file.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return self.file.read(length)

    def close(self) -> None:
        self.file.close()
        self.socket.close()


Kind = tuple[str, int, Callable[[], str]]
"""What it is, requests in a burst, and the address of the next request."""


def kinds() -> dict[str, Kind]:
    """Every kind of request. An iteration, or a seed, that was not asked for before is uncached."""
    ks, km, seeds = count(1), count(1), count(1000)
    return {
        "hello": ("FastAPI hello (a dict) of the same app", 64, lambda: "/hello"),
        "cached": ("trace of S, cached", 64, lambda: f"{S}&iteration=0"),
        "S": ("trace of S, the next iteration each time", 32, lambda: f"{S}&iteration={next(ks)}"),
        "seed": ("trace of S, another net each time", 16, lambda: f"{S}&seed={next(seeds)}"),
        "M": ("trace of M, the next iteration each time", 8, lambda: f"{M}&iteration={next(km)}"),
        "MC": ("trace of M, cached", 16, lambda: f"{M}&iteration=0"),
    }


def burst(server: Served, connections: list[Connection], kind: Kind) -> float:
    """Microseconds of the server's CPU per request, over one burst; the first eight warm it up."""
    _, requests, target = kind
    spent = 0
    for after in range(0, requests + IN_FLIGHT, IN_FLIGHT):
        before = server.cpu()
        for connection in connections:
            connection.send(target())
        for connection in connections:
            connection.read()
        spent += server.cpu() - before if after else 0
    return spent / requests / 1000


def run() -> None:
    """Measure and print."""
    with served() as server:
        connections = [Connection(server) for _ in range(IN_FLIGHT)]
        say("http: CPU per request")
        asked = kinds()
        spent: dict[str, list[float]] = {name: [] for name in asked}
        for name in asked:
            burst(server, connections, asked[name])
        for _ in range(ROUNDS):
            for name in random.sample(list(asked), len(asked)):
                spent[name].append(burst(server, connections, asked[name]))
        sizes = {name: _size(connections[0], asked[name]) for name in asked}
        for connection in connections:
            connection.close()
        show(asked, spent, sizes)
        say("http: health under load")
        show_health(server)


def _size(connection: Connection, kind: Kind) -> int:
    connection.send(kind[2]())
    return len(connection.read())


def show(asked: dict[str, Kind], spent: dict[str, list[float]], sizes: dict[str, int]) -> None:
    hello = low(spent["hello"])
    goals = {"cached": 1.4, "S": 2.0}
    rows = []
    for name, (label, _, _) in asked.items():
        value = low(spent[name])
        ratio = f"{value / hello:.2f} ×"
        if name in goals:
            ratio = verdict(value / hello, goals[name], at_least=False)
        if name == "M":
            ratio += f" ({'met' if value <= 1000 else 'MISSED'}: ≤ 1000 µs)"
        rows.append([label, str(sizes[name]), short(value), short(median(spent[name])), ratio])
    head = ["", "bytes", "p10", "median", "of a hello (p10)"]
    table("HTTP: µs of the server's CPU per request", head, rows)


def longest(query: str) -> int:
    """The last iteration that may be asked of a net."""
    fields: dict[str, object] = {}
    for pair in query.split("&"):
        name, _, text = pair.partition("=")
        fields[name] = text
    fields["m"] = int(str(fields["m"]))
    limits = Limits()
    return min(limits.iterations, limits.work // Spec.of(fields, limits).work)


def show_health(server: Served) -> None:
    """Latency of /healthz at rest and while clients ask for the largest runs allowed."""
    rest = health(server, 2.0)
    connections = [Connection(server) for _ in range(CLIENTS)]
    before = server.cpu()
    for client, connection in enumerate(connections):
        net = NETS[client % len(NETS)]
        way = f"trace?iteration={longest(net)}" if client % 2 else f"train?until={longest(net)}"
        connection.send(f"/api/v1/{way}&{net}&seed={client}")
    for connection in connections:
        threading.Thread(target=_drain, args=(connection,), daemon=True).start()
    time.sleep(0.2)
    loaded = health(server, LOAD_SECONDS)
    busy = (server.cpu() - before) / 1e9 / LOAD_SECONDS
    for connection in connections:
        connection.socket.shutdown(socket.SHUT_RDWR)
    rows = []
    for label, seconds in (("at rest", rest), (f"{CLIENTS} clients, largest runs", loaded)):
        figures = [quantile(seconds, share) * 1000 for share in (0.5, 0.95, 1.0)]
        verdict_ = f"{'met' if figures[-1] <= 50 else 'MISSED'}: ≤ 50 ms" if "8" in label else ""
        rows.append([label, str(len(seconds)), *map(short, figures), verdict_])
    head = ["", "requests", "median", "p95", "longest", "goal (longest)"]
    table("HTTP: ms of wall time until /healthz answers", head, rows)
    print(f"  the server used {busy:.2f} of a core meanwhile")


def health(server: Served, seconds: float) -> list[float]:
    connection = Connection(server)
    end, found = time.perf_counter() + seconds, []
    while time.perf_counter() < end:
        before = time.perf_counter()
        connection.send("/healthz")
        connection.read()
        found.append(time.perf_counter() - before)
        time.sleep(0.01)
    connection.close()
    return found


def _drain(connection: Connection) -> None:
    try:
        while connection.socket.recv(1 << 16):
            pass
    except OSError:
        pass
