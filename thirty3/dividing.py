"""Work on many pieces divided between processes, where the machine has another core and forking is safe."""

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import Connection
from typing import Any, Final

HELPERS: Final = 2
# Below this number of pieces, to start helpers costs more than they save.
WORTH_DIVIDING: Final = 4


def divided[Piece, Result](work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """What `work` makes of each piece, in order. It must not ask the database: it may run in a helper.

    Pieces and results are pickled; `work` and what it holds are not, for helpers are forked.
    """
    left = iter(pieces)
    first = list(islice(left, WORTH_DIVIDING))
    ahead = chain(first, left)
    if len(first) < WORTH_DIVIDING or not may_fork():
        yield from map(work, ahead)
        return
    with _helpers(work) as helpers:
        busy: deque[Connection] = deque()
        for helper, piece in zip(helpers, ahead, strict=False):
            helper.send(piece)
            busy.append(helper)
        for piece in ahead:
            helper = busy.popleft()
            result = _received(helper)
            helper.send(piece)
            busy.append(helper)
            yield result
        for helper in busy:
            yield _received(helper)


def may_fork() -> bool:
    """Whether there is another core, and no thread that may hold a lock which a fork would never release."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextmanager
def _helpers(work: Callable[[Any], Any]) -> Iterator[list[Connection]]:
    """Forked processes that work on what is sent to them; they end with this one, whatever ends it."""
    context = multiprocessing.get_context("fork")
    ours: list[Connection] = []
    processes = []
    try:
        for _ in range(HELPERS):
            mine, theirs = context.Pipe()
            process = context.Process(target=_help, args=(work, theirs, [*ours, mine]), daemon=True)
            process.start()
            theirs.close()
            ours.append(mine)
            processes.append(process)
        yield ours
    finally:
        for connection in ours:
            connection.close()
        for process in processes:
            process.join()


def _help(work: Callable[[Any], Any], connection: Connection, inherited: Iterable[Connection]) -> None:
    """Work until the other end is closed. What was inherited of it is closed, or that would never be seen."""
    for other in inherited:
        other.close()
    while True:
        try:
            piece = connection.recv()
        except EOFError:
            return
        answer: tuple[Any, Exception | None]
        try:
            answer = (work(piece), None)
        except Exception as error:
            answer = (None, error)
        try:
            connection.send(answer)
        except OSError:
            return


def _received(helper: Connection) -> Any:
    result, error = helper.recv()
    if error is not None:
        raise error
    return result
