"""Measure what `seedreader.corpus` makes of a folder of articles whose truth is known.

    python scripts/check_corpus.py FOLDER
    python scripts/check_corpus.py FOLDER --gold GOLD.json

Without `--gold`, FOLDER holds one folder a language (ISO 639-3 code, perhaps with a script or a
country after a hyphen or an underscore), each with text files: the headline first, then the body,
a paragraph a line, no boilerplate. With it, GOLD.json says for each file in FOLDER what it holds:
`{"articles": {name: {"file", "title", "body_first", "body_last", "boilerplate_lines",
"inner_noise_lines", "optional_lines", "language", "date", "source"}}}`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path

from seedreader.article import Article, ParagraphKind, primary_language
from seedreader.corpus import load, sanitise

# ISO 639-3 to the code that langdetect's answer becomes, for the languages that it knows.
KNOWN = {
    "afr": "af",
    "arb": "ar",
    "bul": "bg",
    "cat": "ca",
    "ces": "cs",
    "cym": "cy",
    "dan": "da",
    "deu": "de",
    "eng": "en",
    "est": "et",
    "fas": "fa",
    "fin": "fi",
    "fra": "fr",
    "hin": "hi",
    "hrv": "hr",
    "hun": "hu",
    "ind": "id",
    "ita": "it",
    "lit": "lt",
    "lav": "lv",
    "mar": "mr",
    "mkd": "mk",
    "nep": "ne",
    "nld": "nl",
    "nno": "no",
    "nob": "no",
    "pol": "pl",
    "por": "pt",
    "ron": "ro",
    "rus": "ru",
    "slk": "sk",
    "slv": "sl",
    "som": "so",
    "spa": "es",
    "sqi": "sq",
    "swa": "sw",
    "swe": "sv",
    "tur": "tr",
    "ukr": "uk",
    "urd": "ur",
    "vie": "vi",
    "zho": "zh",
    "fil": "tl",
    "ben": "bn",
    "ell": "el",
    "guj": "gu",
    "heb": "he",
    "jpn": "ja",
    "kan": "kn",
    "kor": "ko",
    "mal": "ml",
    "pan": "pa",
    "tam": "ta",
    "tel": "te",
    "tha": "th",
}

# Others that the program knows by their script alone.
BY_SCRIPT = {
    "amh": "am",
    "div": "dv",
    "hye": "hy",
    "kat": "ka",
    "khm": "km",
    "lao": "lo",
    "mya": "my",
    "sin": "si",
}


def main() -> None:
    """Run the check that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--errors", type=int, default=10, help="how many of each kind to print")
    arguments = parser.parse_args()
    if arguments.gold is None:
        check_languages(arguments.folder, arguments.errors)
    else:
        check_gold(arguments.folder, arguments.gold)


def check_languages(folder: Path, errors: int) -> None:
    """Print how many headlines, bodies and languages are right."""
    counts: Counter[str] = Counter()
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    seconds = []
    for path in sorted(folder.glob("*/*.txt")):
        name = path.parent.name
        start = time.perf_counter()
        article = load(path).article
        seconds.append(time.perf_counter() - start)
        lines = [
            line.strip() for line in sanitise(path.read_text("utf-8")).split("\n") if line.strip()
        ]
        wrong = {
            "headline": article.title != " ".join(lines[0].split()),
            "body": lines[1:] != _lines(article, ParagraphKind.BODY),
            "date": article.date is not None,
            "source": article.source is not None,
        }
        counts["articles"] += 1
        for kind, is_wrong in wrong.items():
            counts[kind] += is_wrong
            shown[kind] += is_wrong
            if is_wrong and shown[kind] <= errors:
                lost = set(lines[1:]) - set(_lines(article, ParagraphKind.BODY))
                detail = {
                    "headline": article.title,
                    "body": sorted(lost),
                    "date": article.date,
                    "source": article.source,
                }
                print(f"{kind}: {name}/{path.name}: {detail[kind]}")
        answers[name][article.language] += 1
    print("articles", counts["articles"])
    print("headline wrong", counts["headline"], "body incomplete", counts["body"])
    print("date given", counts["date"], "source given", counts["source"])
    print(
        f"milliseconds an article: mean {1000 * statistics.mean(seconds):.1f},"
        f" median {1000 * statistics.median(seconds):.1f}"
    )
    _print_languages(answers)


def _print_languages(answers: defaultdict[str, Counter[str]]) -> None:
    known = wrong = 0
    for name, counter in sorted(answers.items()):
        code = name.replace("_", "-").split("-")[0]
        right = KNOWN.get(code) or BY_SCRIPT.get(code)
        total = counter.total()
        if right is None:
            named = {answer: count for answer, count in counter.items() if answer != "und"}
            if named:
                print(f"unknown to langdetect: {name}: {named} of {total}")
            continue
        mistakes = {a: n for a, n in counter.items() if primary_language(a) != right}
        if code in KNOWN:
            known += total
            wrong += sum(mistakes.values())
        if mistakes:
            print(f"language wrong: {name}: {mistakes} of {total}")
    print(f"language wrong: {wrong} of {known} in languages that langdetect knows")


def check_gold(folder: Path, gold: Path) -> None:
    """Print for each article of the gold what is right and what is not."""
    for name, truth in json.loads(gold.read_text("utf-8"))["articles"].items():
        loaded = load(folder / truth["file"])
        article = loaded.article
        body = _lines(article, ParagraphKind.BODY)
        noise = [sanitise(line) for line in truth["inner_noise_lines"]]
        optional = {sanitise(line) for line in truth["optional_lines"]}
        furniture = _lines(article, ParagraphKind.BOILERPLATE)
        inner = sum(line in noise for line in furniture)
        results = {
            "title": (article.title, truth["title"] and sanitise(truth["title"])),
            "first": (body[0], sanitise(truth["body_first"])),
            "last": (body[-1], sanitise(truth["body_last"])),
            "boilerplate": (article.boilerplate_lines, truth["boilerplate_lines"]),
            "language": (article.language, truth["language"]),
            "date": (article.date, truth["date"]),
            "source": (article.source, truth["source"]),
        }
        print(f"{name} {truth['file']} ({loaded.encoding})")
        for kind, (found, right) in results.items():
            mark = "right" if found == right else f"found {found!r}, gold {right!r}"
            if kind == "boilerplate":
                spared = sum(line in optional for line in body)
                mark += f" (of it, captions within the body: {inner} of {len(noise)};"
                mark += f" optional lines in the body: {spared})"
            print(f"  {kind}: {mark}")


def _lines(article: Article, kind: ParagraphKind) -> list[str]:
    return [
        line.strip()
        for paragraph in article.paragraphs
        if paragraph.kind is kind
        for line in paragraph.span.of(article.text).split("\n")
    ]


if __name__ == "__main__":
    main()
