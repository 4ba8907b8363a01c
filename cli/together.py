"""The same call for many things at once, by a few threads; the results keep the order."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

AT_ONCE = 8
"""As many as the client keeps connections for; a program that asks to wait is waited for."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def together(
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    done: Callable[[int], None] = lambda count: None,
) -> list[Result]:
    """What `work` gives for each, in the order of `things`; the first error ends it all.

    `done` is told, by the caller's own thread, how many are there so far.
    """
    results: list[Result] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = [pool.submit(work, thing) for thing in things]
        try:
            for future in begun:
                results.append(future.result())
                done(len(results))
        finally:
            # After an error or Ctrl-C nobody wants the rest.
            pool.shutdown(wait=False, cancel_futures=True)
    return results
