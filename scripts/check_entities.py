"""Measure what `seedreader.entities` makes of a folder of articles.

    python scripts/check_entities.py FOLDER --out PREDICTIONS.jsonl
    python scripts/check_entities.py FOLDER --rates

FOLDER holds text files, perhaps in one folder a language. The predictions have the form of
`seedreader entities --json`. `--rates` prints, for every two of the languages given, the share of
entities found in both versions of a story that were linked; it wants one folder a language with
the same file names, the same sentence on the same line. The versions of one story are linked
one after the other, so that every thousand articles is of the same languages.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from pathlib import Path

from seedreader.corpus import load
from seedreader.entities.finder import EntityFinder
from seedreader.entities.knowledge import Knowledge
from seedreader.entities.linker import Linker
from seedreader.entities.mention import Mention

MOST_USED = (
    "eng zho_Hans zho_Hant spa hin arb ben por rus jpn pan deu vie kor fra tur ita pol ukr fas ind"
    " nld ron ell ces hun swe heb bul tha"
)
"""Folders of the languages that most is written in."""


def main() -> None:
    """Run the check that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--knowledge", type=Path, help="another knowledge base than the shipped one"
    )
    parser.add_argument("--languages", default="", help="folders to read, separated by commas")
    parser.add_argument(
        "--stories", default="", help="file names without suffix, separated by commas"
    )
    parser.add_argument("--out", type=Path, help="write the mentions here, one article a line")
    parser.add_argument("--rates", action="store_true", help="print the table of link rates")
    parser.add_argument(
        "--rated",
        default=MOST_USED.replace(" ", ","),
        help="the folders that the table is of; the 30 languages most used, if they are there",
    )
    arguments = parser.parse_args()

    start = time.process_time()
    knowledge = Knowledge(arguments.knowledge)
    finder, linker = EntityFinder(knowledge), Linker(knowledge)
    finder.mentions("NATO 北约", [(0, 4, "en"), (5, 7, "zh")])
    print(f"loaded in {time.process_time() - start:.2f} s")

    languages = set(arguments.languages.split(",")) - {""}
    stories = set(arguments.stories.split(",")) - {""}
    paths = [
        path
        for path in sorted(arguments.folder.rglob("*.txt"), key=lambda path: (path.stem, path))
        if (not languages or path.parent.name in languages)
        and (not stories or path.stem in stories)
    ]
    articles = [load(path).article for path in paths]
    found: list[tuple[Mention, ...]] = []
    seconds: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, int] = defaultdict(int)
    for path, article in zip(paths, articles, strict=True):
        begin = time.process_time()
        found.append(finder.find(article))
        seconds[path.parent.name] += time.process_time() - begin
        counts[path.parent.name] += 1
    linking = _link(paths, found, linker)
    total = sum(seconds.values())
    begin = time.process_time()
    for article in articles:
        finder.find(article)
    warm = time.process_time() - begin
    print(f"found: {len(paths) / total:.0f} articles a second, again: {len(paths) / warm:.0f}")
    print(f"linked: {len(paths) / linking:.0f} articles a second")
    slow = sorted((counts[n] / seconds[n], n) for n in counts)[:12]
    usual = sorted(seconds[n] / counts[n] for n in counts)[len(counts) // 2]
    worst = max(seconds[n] / counts[n] for n in counts)
    print(f"the slowest language takes {worst / usual:.1f} times as long as the median one")
    print("slowest:", ", ".join(f"{name} {rate:.0f}/s" for rate, name in slow))
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")
    if arguments.out:
        with arguments.out.open("w", encoding="utf-8") as out:
            for path, article, mentions in zip(paths, articles, found, strict=True):
                print(json.dumps(_row(path, article.id, article.language, mentions, linker),
                                 ensure_ascii=False), file=out)  # fmt: skip
    if arguments.rates:
        _print_rates(paths, found, linker, set(arguments.rated.split(",")))


def _link(paths: list[Path], found: list[tuple[Mention, ...]], linker: Linker) -> float:
    """Link all articles, print what each thousand took, and return the seconds of all."""
    begin = last = time.process_time()
    for number, (path, mentions) in enumerate(zip(paths, found, strict=True), 1):
        linker.add(str(path), mentions)
        if number % 1_000 == 0:
            now = time.process_time()
            print(f"linked {number}: {now - last:.1f} s for the last thousand", flush=True)
            last = now
    return time.process_time() - begin


def _row(
    path: Path, identifier: str, language: str, mentions: tuple[Mention, ...], linker: Linker
) -> dict[str, object]:
    links = linker.links(str(path))
    return {
        "article": str(path),
        "id": identifier,
        "language": language,
        "mentions": [
            {
                "start": m.start, "end": m.end, "text": m.text, "entity": links[m.key].entity,
                "name": links[m.key].name, "type": links[m.key].kind, "weak": m.weak,
                "why": links[m.key].why, "evidence": m.evidence,
            }
            for m in mentions
            if not m.weak
        ],
    }  # fmt: skip


def _print_rates(
    paths: list[Path], found: list[tuple[Mention, ...]], linker: Linker, rated: set[str]
) -> None:
    """Print for each two languages how many entities of the smaller side are on the other too."""
    sides: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for path, mentions in zip(paths, found, strict=True):
        links = linker.links(str(path))
        sides[path.parent.name][path.stem] = {links[m.key].entity for m in mentions if not m.weak}
    names = sorted(sides.keys() & rated) or sorted(sides)
    print("\t" + "\t".join(names))
    for one in names:
        cells = []
        for two in names:
            both = smaller = 0
            for story in sides[one].keys() & sides[two].keys():
                both += len(sides[one][story] & sides[two][story])
                smaller += min(len(sides[one][story]), len(sides[two][story]))
            cells.append(f"{both / smaller:.2f}" if smaller else "-")
        print(one + "\t" + "\t".join(cells))


if __name__ == "__main__":
    main()
