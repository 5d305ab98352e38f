"""Print speed and memory as ratios measured in one run: `python -m tests.benchmarks [NAME ...]`.

Ends with 1 if a bound is not kept. Ratios hold from machine to machine; absolute figures do not.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

from tests import benchmarks

_NOT_BENCHMARKS = {"__main__", "figures", "corpus"}


def main(names: list[str]) -> int:
    """Run the benchmarks with these names, or all of them."""
    known = sorted(
        module.name
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if module.name not in _NOT_BENCHMARKS
    )
    # With it, each start would compile the program, but not the packages that it is compared with.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    is_kept = True
    for name in names or known:
        if name not in known:
            sys.stderr.write(f"no such benchmark: {name}; known are {', '.join(known)}\n")
            return 2
        print(f"\n{name}")
        for figure in importlib.import_module(f"tests.benchmarks.{name}").run():
            is_kept &= figure.is_kept
            print(f"  {figure}", flush=True)
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
