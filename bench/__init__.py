"""The benchmark: every page of this app against one bare page on Streamlit's default settings."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

Result = TypeVar("Result")


class BenchError(Exception):
    """A measurement that could not be made, with the reason in one sentence."""


def apart(seconds: float, work: Callable[..., Coroutine[Any, Any, Result]], *given: object) -> Result:
    """Run clients in a process of their own, so that they share no interpreter with anything measured.

    Raises:
        BenchError: They failed, or took longer than `seconds`.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        try:
            return pool.submit(_work, seconds, work, *given).result()
        except TimeoutError as error:
            raise BenchError(f"{work.__module__} took over {seconds:g} s") from error
        except BenchError:
            raise
        except Exception as error:
            raise BenchError(f"{work.__module__} failed: {error!r}") from error


def _work(seconds: float, work: Callable[..., Coroutine[Any, Any, Result]], *given: object) -> Result:
    return asyncio.run(asyncio.wait_for(work(*given), seconds))
