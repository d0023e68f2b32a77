"""The engines: the contract for each, and what the built-in one must survive."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bochum_kg.engine.base import Engine
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.engine.embedded.pool import WorkerPool
from bochum_kg.engine.remote import RemoteEngine
from bochum_kg.engine.waiting import hurried
from bochum_kg.errors import EngineError, LimitError, QueryError, ReleaseError, SettingError
from bochum_kg.formats import CSV
from bochum_kg.settings import Settings
from engine_contract import EngineContract
from hostile import DEEP, DOUBLING, ENDLESS, all_gone, gone
from serving import serving, write_nquads

LIMITS = Settings(workers=1, time_limit=1.0, memory_limit=150_000_000, result_limit=200_000, client_budget=None)

#: Counts a million rows, which takes a while.
MILLION = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}' for n in range(6))} }}"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The built-in engine over the two small graphs."""
    with EmbeddedEngine.start(write_nquads(tmp_path_factory.mktemp("embedded")), settings=LIMITS) as engine:
        yield engine


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A client of a running service over the two small graphs."""
    with serving(tmp_path_factory.mktemp("remote"), replace(LIMITS, workers=2)) as service:
        yield RemoteEngine(f"{service.url}/sparql", settings=LIMITS)


class TestEmbeddedEngine(EngineContract):
    """The built-in engine does what every engine does."""

    @pytest.fixture
    def engine(self, embedded: Engine) -> Engine:
        """The engine under test."""
        return embedded


class TestRemoteEngine(EngineContract):
    """Another server does what every engine does; here it is this service on its own port."""

    @pytest.fixture
    def engine(self, remote: Engine) -> Engine:
        """The engine under test."""
        return remote


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerPool]:
    """Workers without the text guard before them."""
    file = write_nquads(tmp_path_factory.mktemp("pool"))
    pool = WorkerPool(file, prefixes={}, base="http://example.org/", settings=LIMITS)
    yield pool
    pool.close()


def request(text: str) -> dict[str, Any]:
    """A query as a worker gets it."""
    return {
        "text": text,
        "graph_format": "turtle",
        "results_format": "json",
        "default_graphs": None,
        "named_graphs": None,
    }


def answers(pool: WorkerPool) -> bool:
    """Say whether a small query is answered rightly."""
    return pool.run(request("ASK { ?s ?p 42 }"))[1] == b'{"head":{},"boolean":true}'


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_query_that_breaks_the_stack_costs_a_worker_and_nothing_else(pool: WorkerPool, text: str) -> None:
    """Deep nesting ends a worker; the client is told the limit, and the next query is answered."""
    with pytest.raises(LimitError) as refusal:
        pool.run(request(text))
    assert refusal.value.limit in {"nesting_limit", "time_limit"}
    assert answers(pool)


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_query_without_end_is_killed_at_its_limit(pool: WorkerPool, text: str) -> None:
    """The worker is killed within half a second of the limit, and replaced at once."""
    started = time.monotonic()
    with pytest.raises(LimitError) as refusal:
        pool.run(request(text))
    assert refusal.value.limit in {"time_limit", "memory_limit"}
    assert time.monotonic() - started < LIMITS.time_limit + 0.5
    assert answers(pool)


def test_a_query_that_eats_memory_is_stopped_by_its_limit(tmp_path: Path) -> None:
    """Doubling a string 28 times wants 4 GB; the worker has 150 MB, and the client is told so."""
    settings = replace(LIMITS, time_limit=20.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        with pytest.raises(LimitError) as refusal:
            pool.run(request(f'SELECT (STRLEN(?z28) AS ?n) {{ BIND("{"x" * 16}" AS ?z0) {DOUBLING} }}'))
        assert refusal.value.limit == "memory_limit"
        assert answers(pool)
    finally:
        pool.close()


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_worker_reaches_no_network(pool: WorkerPool, silent: str) -> None:
    """SERVICE makes no connection although no guard stands before the worker: a listener sees none."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        header, body = pool.run(request(f"SELECT * {{ SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}"))
        assert header.get("error") == (None if silent else "reach")
        assert b"http" not in body
        listener.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_worker_reads_no_file(pool: WorkerPool, tmp_path: Path) -> None:
    """FROM of a file gives an empty graph, whatever lies there."""
    file = tmp_path / "secret.nt"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="ascii")
    header, body = pool.run(request(f"SELECT * FROM <{file.as_uri()}> {{ ?s ?p ?o }}"))  # noqa: S608 - SPARQL, of our own
    assert (header["form"], body) == ("select", b'{"head":{"vars":["o","p","s"]},"results":{"bindings":[]}}')


def test_a_worker_has_no_descriptor_but_its_channel(pool: WorkerPool) -> None:
    """Beside the null device a worker holds one socket, and may open nothing."""
    assert answers(pool)
    pid = pool.processes[1]
    descriptors = {path.name: str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()}
    assert descriptors.pop("3").startswith("socket:")
    assert descriptors == dict.fromkeys("012", "/dev/null")
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    values = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    assert values["Max open files"] == ["4", "4"]
    assert values["Max file size"] == values["Max core file size"] == ["0", "0"]


def test_an_update_in_a_worker_is_not_understood(pool: WorkerPool) -> None:
    """Even without the guard nothing can be changed."""
    header, _ = pool.run(request("DELETE WHERE { ?s ?p ?o }"))
    assert header["error"] == "syntax"
    assert answers(pool)


def test_a_killed_idle_worker_costs_no_query(pool: WorkerPool) -> None:
    """A worker that died while waiting is replaced before it is given a query."""
    assert answers(pool)
    os.kill(pool.processes[1], signal.SIGKILL)
    time.sleep(0.05)
    assert answers(pool)


def test_a_killed_busy_worker_costs_its_own_query_only(tmp_path: Path) -> None:
    """Kill -9 of a worker is told to its client as an error of the engine; the other queries are answered."""
    settings = replace(LIMITS, workers=2, fast_lane=5.0, time_limit=10.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        with ThreadPoolExecutor() as threads:
            # The endless query gets the worker of the fast lane; the slow one helps out with the other.
            lost = threads.submit(pool.run, request(ENDLESS["count"]))
            time.sleep(0.2)
            assert answers(pool)
            os.kill(pool.processes[1], signal.SIGKILL)
            with pytest.raises(EngineError, match="signal 9"):
                lost.result()
        assert answers(pool)
        assert len(set(pool.processes)) == 3
    finally:
        pool.close()


def test_a_killed_zygote_costs_a_reload(tmp_path: Path) -> None:
    """Without its zygote the pool starts another one and goes on."""
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=LIMITS)
    try:
        before = pool.processes
        os.kill(before[0], signal.SIGKILL)
        assert all_gone(before[1:])
        assert answers(pool)
        assert not set(before) & set(pool.processes)
    finally:
        pool.close()


def test_a_file_that_is_gone_costs_the_queries_until_it_is_back(tmp_path: Path) -> None:
    """When the zygote dies and its file is missing the pool says so, and recovers by itself."""
    file = write_nquads(tmp_path)
    pool = WorkerPool(file, prefixes={}, base="http://example.org/", settings=LIMITS)
    try:
        before = pool.processes
        away = file.rename(tmp_path / "away.nq")
        os.kill(before[0], signal.SIGKILL)
        assert all_gone(before)
        for _ in range(2):
            with pytest.raises(ReleaseError, match="cannot be loaded"):
                answers(pool)
        away.rename(file)
        assert answers(pool)
    finally:
        pool.close()


def test_a_worker_that_has_grown_is_replaced(tmp_path: Path) -> None:
    """After an answer that took much memory another worker goes on, so that memory comes back."""
    settings = replace(LIMITS, time_limit=20.0, memory_limit=500_000_000)
    doubled = DOUBLING.partition("AS ?z23)")[0] + "AS ?z23)"
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        before = pool.processes
        assert answers(pool)
        assert pool.processes == before
        header, body = pool.run(request(f'SELECT (STRLEN(?z23) AS ?n) {{ BIND("{"x" * 8}" AS ?z0) {doubled} }}'))
        assert (header["form"], str(8 * 2**23).encode() in body) == ("select", True)
        assert pool.processes[0] == before[0]
        assert pool.processes[1] != before[1]
        assert answers(pool)
    finally:
        pool.close()


def test_an_answer_is_given_although_its_worker_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong after it concerns the next query, which tries again to have a worker started."""

    def fail(loan: Any) -> int:  # noqa: ANN401 - a loan is known to the pool alone
        loan.worker.channel.close()
        raise ReleaseError

    settings = replace(LIMITS, workers=2, fast_lane=0.01, time_limit=30.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(pool, "_replace", fail)
            assert b"1000000" in pool.run(request(MILLION))[1]
        assert b"1000000" in pool.run(request(MILLION))[1]
    finally:
        pool.close()


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    """Zygote and workers end with the engine, a busy worker too."""
    settings = replace(LIMITS, workers=2, time_limit=30.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    processes = pool.processes
    assert not any(gone(pid) for pid in processes)
    with ThreadPoolExecutor() as threads:
        lost = threads.submit(pool.run, request(ENDLESS["count"]))
        time.sleep(0.1)
        pool.close()
        with pytest.raises(EngineError):
            lost.result()
    assert all_gone(processes)
    with pytest.raises(EngineError, match="closed"):
        answers(pool)


def test_nothing_outlives_a_killed_service(tmp_path: Path) -> None:
    """Zygote and workers end when the process that started them is killed, a busy worker too."""
    code = (
        "import sys, threading; from pathlib import Path\n"
        "from bochum_kg.engine.embedded import EmbeddedEngine\n"
        "from bochum_kg.settings import Settings\n"
        "engine = EmbeddedEngine.start(Path(sys.argv[1]), settings=Settings(time_limit=30.0))\n"
        "threading.Thread(target=engine.query, args=(sys.argv[2],)).start()\n"
        "print(*engine.processes, flush=True)\n"
    )
    command = [sys.executable, "-c", code, str(write_nquads(tmp_path)), ENDLESS["count"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        processes = tuple(int(pid) for pid in process.stdout.readline().split())
        assert len(processes) == 3
        time.sleep(0.1)
        process.kill()
    assert all_gone(processes)


def test_the_waiting_line_has_an_end(tmp_path: Path) -> None:
    """A query that finds no worker waits for a while, and not at all when the line is full."""
    settings = replace(LIMITS, time_limit=3.0, queue_limit=1, queue_time=0.3)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        with ThreadPoolExecutor() as threads:
            running = threads.submit(pool.run, request(ENDLESS["count"]))
            time.sleep(0.1)
            waiting = threads.submit(answers, pool)
            time.sleep(0.1)
            with pytest.raises(LimitError) as refusal:
                answers(pool)
            assert refusal.value.limit == "queue_limit"
            with pytest.raises(LimitError) as late:
                waiting.result()
            assert late.value.limit == "queue_time"
            with pytest.raises(LimitError):
                running.result()
        assert answers(pool)
    finally:
        pool.close()


def test_who_came_first_is_served_first(tmp_path: Path) -> None:
    """A waiting query is not overtaken by later ones, however busy the service is."""
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=LIMITS)
    served: list[int] = []

    def ask(number: int) -> None:
        pool.run(request("ASK {}"))
        served.append(number)

    try:
        with ThreadPoolExecutor() as threads:
            running = threads.submit(pool.run, request(ENDLESS["count"]))
            time.sleep(0.1)
            for number in range(4):
                threads.submit(ask, number)
                time.sleep(0.05)
            with pytest.raises(LimitError):
                running.result()
        assert served == [0, 1, 2, 3]
    finally:
        pool.close()


@pytest.fixture
def lanes(tmp_path: Path) -> Iterator[WorkerPool]:
    """One fast worker and one slow one."""
    settings = replace(LIMITS, workers=2, fast_lane=0.3, queue_time=10.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    yield pool
    pool.close()


def test_a_query_that_is_too_slow_for_the_fast_lane_goes_on_in_the_slow_one(lanes: WorkerPool) -> None:
    """It loses nothing: its worker changes places with the idle one, and is killed at the limit of the slow lane."""
    _, fast, slow = lanes.processes
    started = time.monotonic()
    with pytest.raises(LimitError) as refusal:
        lanes.run(request(ENDLESS["count"]))
    assert time.monotonic() - started < LIMITS.time_limit + 0.25
    assert refusal.value.limit == "time_limit"
    assert "1.0 seconds" in str(refusal.value)
    assert gone(fast)
    assert not gone(slow)


def test_a_slow_query_lets_all_others_go_first(lanes: WorkerPool) -> None:
    """Its worker has the lowest claim on the processor while it runs, and no worker has afterwards."""
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(lanes.run, request(ENDLESS["count"]))
        time.sleep(0.6)
        assert sorted(os.getpriority(os.PRIO_PROCESS, pid) for pid in lanes.processes) == [0, 0, 10]
        assert isinstance(slow.exception(), LimitError)
    assert {os.getpriority(os.PRIO_PROCESS, pid) for pid in lanes.processes} == {0}


def test_a_client_may_be_given_less_of_the_fast_lane(lanes: WorkerPool) -> None:
    """Its query is stopped there after the time given to it, while another one keeps the slow lane busy."""
    busy = ENDLESS["count"]
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(lanes.run, request(busy))
        time.sleep(0.5)
        _, fast, other = lanes.processes
        with hurried(0.05), ThreadPoolExecutor() as more:
            started = time.monotonic()
            late = more.submit(copy_context().run, lanes.run, request(f"{busy} # again"))
            assert all_gone((min(fast, other, key=lambda pid: os.getpriority(os.PRIO_PROCESS, pid)),))
            assert time.monotonic() - started < 0.2
        assert isinstance(slow.exception(), LimitError)
        assert isinstance(late.exception(), LimitError)


def test_a_query_that_was_slow_goes_to_the_slow_lane_at_once(lanes: WorkerPool) -> None:
    """A repeat costs no fast worker."""
    _, _, helper = lanes.processes
    with pytest.raises(LimitError):
        lanes.run(request(ENDLESS["count"]))
    _, renewed, quick = lanes.processes
    assert quick == helper
    with pytest.raises(LimitError):
        lanes.run(request(ENDLESS["count"]))
    assert not gone(quick)
    assert gone(renewed)


def test_a_query_that_was_slow_by_chance_goes_back_to_the_fast_lane(lanes: WorkerPool) -> None:
    """Its worker stood still for a moment; the repeat costs the slow lane a worker, and those that follow cost none."""
    _, fast, slow = lanes.processes
    with ThreadPoolExecutor() as threads:
        os.kill(fast, signal.SIGSTOP)
        late = threads.submit(answers, lanes)
        time.sleep(0.5)
        os.kill(fast, signal.SIGCONT)
        assert late.result()
    assert answers(lanes)
    _, replaced, helper = lanes.processes
    assert (gone(fast), helper) == (True, slow)
    for _ in range(3):
        assert answers(lanes)
    assert lanes.processes[1:] == (replaced, helper)


def test_a_query_between_the_limits_is_answered(tmp_path: Path) -> None:
    """It goes on in the slow lane from where it was, and a new worker takes the place of the one slowed down by it."""
    settings = replace(LIMITS, workers=2, fast_lane=0.01, time_limit=30.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        _, fast, slow = pool.processes
        header, body = pool.run(request(MILLION))
        assert header["form"] == "select"
        assert b"1000000" in body
        assert gone(fast)
        assert not gone(slow)
    finally:
        pool.close()


def test_a_query_that_finds_the_slow_lane_busy_begins_anew_there(tmp_path: Path) -> None:
    """It is stopped, so that quick queries go on, waits for the slow lane, and is answered."""
    settings = replace(LIMITS, workers=2, fast_lane=0.01, time_limit=2.0, queue_time=30.0)
    pool = WorkerPool(write_nquads(tmp_path), prefixes={}, base="http://example.org/", settings=settings)
    try:
        with ThreadPoolExecutor() as threads:
            endless = threads.submit(pool.run, request(ENDLESS["count"]))
            time.sleep(0.1)
            before = pool.processes
            assert b"1000000" in pool.run(request(MILLION))[1]
            assert isinstance(endless.exception(), LimitError)
        assert not set(before[1:]) & set(pool.processes)
    finally:
        pool.close()


def test_the_slow_lane_helps_out_while_it_is_idle(lanes: WorkerPool) -> None:
    """A quick query is answered at once while the fast worker is busy, and no worker lies idle."""
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(lanes.run, request(ENDLESS["count"]))
        time.sleep(0.1)
        assert answers(lanes)
        assert not slow.done()
    assert isinstance(slow.exception(), LimitError)


def test_slow_queries_do_not_stop_quick_ones(lanes: WorkerPool) -> None:
    """While four clients keep the slow worker busy, quick queries are answered before any of theirs ends."""
    with pytest.raises(LimitError):
        lanes.run(request(ENDLESS["count"]))
    with ThreadPoolExecutor(4) as threads:
        hostile = [threads.submit(lanes.run, request(ENDLESS["count"])) for _ in range(4)]
        time.sleep(0.2)
        for _ in range(3):
            assert answers(lanes)
        assert not any(one.done() for one in hostile)
    assert all(isinstance(one.exception(), LimitError) for one in hostile)


def test_many_threads_get_each_their_own_answer(tmp_path: Path) -> None:
    """Answers are never mixed up, also while others are killed."""
    settings = replace(LIMITS, workers=2, time_limit=0.3)

    def ask(number: int) -> bool:
        if number % 40 == 0:
            with pytest.raises(LimitError):
                engine.query(ENDLESS["count"])
            return True
        (row,) = engine.select(f"SELECT ({number} AS ?n) {{}}")
        return str(row["n"]) == str(number)

    with EmbeddedEngine.start(write_nquads(tmp_path), settings=settings) as engine:
        with ThreadPoolExecutor(8) as threads:
            assert all(threads.map(ask, range(200)))
        assert threading.active_count() < 50


def test_a_query_that_nobody_waits_for_leaves_no_answer_behind(tmp_path: Path) -> None:
    """A task that is cancelled, at a worker or in the line, spoils no later answer and keeps no worker."""

    async def ask(engine: Engine) -> bytes:
        lost = [asyncio.create_task(engine.answer(text)) for text in (ENDLESS["count"], "ASK {}", "SELECT * {}")]
        await asyncio.sleep(0.1)
        for task in lost:
            task.cancel()
        assert all(
            isinstance(one, asyncio.CancelledError) for one in await asyncio.gather(*lost, return_exceptions=True)
        )
        return (await engine.answer("SELECT (7 AS ?n) {}", results_format=CSV)).body

    settings = replace(LIMITS, time_limit=20.0, queue_time=0.5)
    with EmbeddedEngine.start(write_nquads(tmp_path), settings=settings) as engine:
        assert asyncio.run(ask(engine)) == b"n\r\n7\r\n"


def test_a_query_that_nobody_waits_for_ends_at_once(tmp_path: Path) -> None:
    """Its worker is replaced by one, also where it is cancelled twice or just when its time is up."""

    async def lose(engine: EmbeddedEngine, moment: float) -> None:
        task = asyncio.create_task(engine.answer(ENDLESS["count"]))
        await asyncio.sleep(moment)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert (await engine.answer("SELECT (7 AS ?n) {}", results_format=CSV)).body == b"n\r\n7\r\n"

    settings = replace(LIMITS, workers=1, time_limit=0.3)
    with EmbeddedEngine.start(write_nquads(tmp_path), settings=settings) as engine:
        for moment in (0.0, 0.05, 0.299, 0.3, 0.301, 0.302, 0.305):
            asyncio.run(lose(engine, moment))
        zygote, worker = engine.processes
        children = Path(f"/proc/{zygote}/task/{zygote}/children").read_text(encoding="ascii").split()
        assert children == [str(worker)]


def test_the_event_loop_is_not_held_up_by_a_slow_query(tmp_path: Path) -> None:
    """While a query runs to its limit, and its worker is replaced, the loop does other things every few moments."""

    async def ask(engine: Engine) -> float:
        slow = asyncio.create_task(engine.answer(ENDLESS["count"]))
        longest, before = 0.0, time.monotonic()
        while not slow.done():
            await asyncio.sleep(0.01)
            longest, before = max(longest, time.monotonic() - before), time.monotonic()
        assert isinstance(slow.exception(), LimitError)
        return longest

    with EmbeddedEngine.start(write_nquads(tmp_path), settings=LIMITS) as engine:
        assert asyncio.run(ask(engine)) < LIMITS.time_limit / 2


@pytest.mark.parametrize("content", ["<urn:a> <urn:b> ", "no quads\n", None])
def test_a_file_that_cannot_be_loaded_is_named(tmp_path: Path, content: str | None) -> None:
    """A damaged or missing file is told with its name, and no process stays behind."""
    file = tmp_path / "strategie.nq"
    if content is not None:
        file.write_text(content, encoding="ascii")
    with pytest.raises(ReleaseError, match=r"strategie\.nq cannot be loaded"):
        EmbeddedEngine.start(file, settings=LIMITS)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("ASK {" + "{" * 60 + "}" * 61, "nesting_limit"),
        ("ASK { VALUES ?x { " + "1 " * 4_000 + "} }", "token_limit"),
        ("ASK { " + "?s ?p ?o . " * 61 + "}", "pattern_limit"),
        ("ASK { ?s " + "/".join(["<urn:p>"] * 62) + " ?o }", "pattern_limit"),
        ("SELECT (" + "+".join(["1"] * 202) + " AS ?x) {}", "operator_limit"),
        ("ASK { # " + "x" * 70_000 + "\n}", "query_limit"),
    ],
)
def test_the_guard_names_the_limit_before_a_worker_is_asked(text: str, limit: str, tmp_path: Path) -> None:
    """A query that is too large is refused in a moment, with the name of the limit."""
    with EmbeddedEngine.start(write_nquads(tmp_path), settings=LIMITS) as engine:
        before = engine.processes
        with pytest.raises(LimitError) as refusal:
            engine.query(text)
        assert refusal.value.limit == limit
        assert engine.processes == before


def test_a_server_that_is_down_or_talks_rubbish_is_named(tmp_path: Path) -> None:
    """A remote engine that cannot be reached, or is no SPARQL server, is told without its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(EngineError, match="does not answer") as down:
        RemoteEngine(f"http://127.0.0.1:{port}/sparql", settings=LIMITS).query("ASK {}")
    assert str(port) not in str(down.value)
    with serving(tmp_path, LIMITS) as service, pytest.raises(EngineError, match="404"):
        RemoteEngine(f"{service.url}/nothing", settings=LIMITS).query("ASK {}")


def test_a_server_that_does_not_answer_in_time_is_left() -> None:
    """A remote engine that takes a query and says nothing goes over the time limit."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(LimitError) as refusal:
            RemoteEngine(address, settings=LIMITS).query("ASK {}")
    assert refusal.value.limit == "time_limit"


def test_a_remote_engine_wants_an_address_and_a_query() -> None:
    """What is no web address is refused, and what begins with no query form is not sent."""
    with pytest.raises(SettingError, match="http://"):
        RemoteEngine("localhost:7878")
    with pytest.raises(SettingError, match="without what is before @") as refused:
        RemoteEngine("http://me:secret@localhost/sparql")
    assert "secret" not in str(refused.value)
    with pytest.raises(QueryError, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        RemoteEngine("http://127.0.0.1:9/", settings=LIMITS).query("FOO {}")


def test_a_sign_that_does_not_fit_is_named(tmp_path: Path) -> None:
    """Where a pattern ends too early, the message says what stands there, and where."""
    with EmbeddedEngine.start(write_nquads(tmp_path), settings=LIMITS) as engine:
        with pytest.raises(QueryError, match=r"'}' does not fit there") as caught:
            engine.query("SELECT * {\n ?s ?p }")
        assert (caught.value.line, caught.value.column) == (2, 9)
