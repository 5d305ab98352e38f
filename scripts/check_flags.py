"""Measure the flags on a parallel corpus: false alarms, and how much injected damage is found.

    python scripts/check_flags.py FOLDER
    python scripts/check_flags.py FOLDER --write-lengths

FOLDER holds one folder a language (ISO 639-3 code, perhaps with a script after a hyphen or an
underscore), each with text files of the same names, so that line n of a file translates line n of
its namesakes. NTREX-128 (Federmann, Kocmi, Xin 2022) is laid out like this. `--write-lengths`
derives the table of usual lengths from every other file; the rates are printed for the others. The
rules for words were made looking at those of the languages named first, so that for these `--half
first` is what nothing was fitted to but the lengths; for the further languages it is the second.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from seedreader.translation import flags
from seedreader.translation._flag_length import Lengths, in_english
from seedreader.translation._flag_names import alike, kept_names, sounds
from seedreader.translation._flag_negation import denials
from seedreader.translation.alignment import words
from seedreader.translation.tmx import read_tmx

TABLE = Path(flags.__file__).with_name("_flag_lengths.json")
SEEDS = Path(__file__).parent.parent / "seeds" / "seeds.en.tmx"

_CODES = """
afr:af amh:am arb:ar aze-Latn:az bel:be ben:bn bul:bg cat:ca ces:cs cym:cy dan:da deu:de
ell:el eng:en est:et eus:eu fas:fa fin:fi fra:fr gle:ga glg:gl guj:gu hau:ha heb:he hin:hi
hrv:hr hun:hu hye:hy ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk khm:km kor:ko lao:lo
lav:lv lit:lt mal:ml mar:mr mkd:mk mlt:mt mon:mn mya:my msa:ms nep:ne nld:nl nob:nb pan:pa
pol:pl por:pt ron:ro rus:ru sin:si slk:sk slv:sl som:so spa:es sqi:sq srp-Cyrl:sr swa:sw
swe:sv tam:ta tel:te tha:th tur:tr ukr:uk urd:ur uzb:uz vie:vi zho_Hans:zh
"""
CODES = dict(pair.split(":") for pair in _CODES.split())
FOLDERS = {code: name for name, code in CODES.items()}
TO_ENGLISH = (
    *("uk", "ru", "zh", "ja", "ko", "it", "es", "fr", "de", "pt", "pl", "tr", "ar", "vi", "id"),
    *("nl", "el", "he", "hi", "fa", "cs", "sv"),
)
FURTHER = (
    *("bg", "fi", "hu", "ro", "da", "nb", "sk", "ca", "hr", "th", "lt", "sl", "et", "bn"),
    "ka",
)
FROM_ENGLISH = ("uk", "de", "es", "it", "zh", "vi", "fr")

SHORT = 40  # letters: what is shorter has no usual length
FEW_WORDS = 4

Pair = tuple[str, str]


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write-lengths", action="store_true")
    parser.add_argument(
        "--half",
        choices=("first", "second", "both"),
        default="second",
        help="every other file, beginning with the first or second, or all",
    )
    parser.add_argument("--show", metavar="FLAG", help="print the false alarms of this flag")
    parser.add_argument("--missed", metavar="DAMAGE", help="print the damage that was not found")
    parser.add_argument("--language", help="of these only")
    arguments = parser.parse_args()
    if arguments.write_lengths:
        write_lengths(arguments.folder)
    measure(arguments)


def lines(folder: Path, name: str, *, part: int | None) -> list[str]:
    """Return the lines of a language; of every other file, beginning with `part`, or of all."""
    files = sorted((folder / name).glob("*.txt"))
    return [
        line.strip()
        for path in (files if part is None else files[part::2])
        for line in path.read_text("utf-8").split("\n")
    ]


def pairs(folder: Path, source: str, target: str, *, part: int | None) -> list[Pair]:
    """Return the sentences of two languages that have a counterpart."""
    both = zip(
        lines(folder, FOLDERS[source], part=part),
        lines(folder, FOLDERS[target], part=part),
        strict=True,
    )
    return [pair for pair in both if all(pair)]


def write_lengths(folder: Path) -> None:
    """Derive the table of usual lengths and write it."""
    table = {}
    for code in sorted(set(CODES.values()) - {"en"}):
        if not (folder / FOLDERS[code]).is_dir():
            continue
        some = pairs(folder, code, "en", part=0)
        table[code] = fitted(some)
    # Some hundred sentences tell the mean well, the variance less so: half of it is everybody's.
    for column in (1, 2):
        common = statistics.median(values[column] for values in table.values())
        for values in table.values():
            values[column] = round((values[column] + common) / 2, 4)
    TABLE.write_text(
        json.dumps(
            {
                "source": "NTREX-128 (Federmann, Kocmi, Xin 2022), every other story of its first"
                " half; written by scripts/check_flags.py --write-lengths",
                "columns": ["mean", "spread", "noise"],
                "lengths": table,
            },
            indent=1,
        )
        .replace("[\n   ", "[")
        .replace(",\n   ", ", ")
        .replace("\n  ]", "]")
        + "\n",
        "utf-8",
    )


def fitted(some: list[Pair]) -> list[float]:
    """Return mean, spread and noise for pairs (sentence, English counterpart)."""
    mean = statistics.median(
        math.log(len(one) / len(english)) for one, english in some if len(english) > SHORT
    )
    for _ in range(5):  # the mean is that of what is not ASCII: found step by step
        lengths = Lengths(mean, 0, 0)
        mean -= statistics.median(
            math.log(len(english) / in_english(one, lengths))
            for one, english in some
            if len(english) > SHORT
        )
    lengths = Lengths(mean, 0, 0)
    points = [
        (len(english), math.log(in_english(one, lengths) / len(english))) for one, english in some
    ]
    variances = []
    for low, high in ((SHORT, 90), (130, 400)):
        part = [(size, value) for size, value in points if low <= size < high]
        middle = statistics.median(value for _, value in part)
        spread = 1.4826 * statistics.median(abs(value - middle) for _, value in part)
        # The median deviation is blind to the tails, which are heavier than a normal one's.
        quantile = sorted(abs(value - middle) for _, value in part)[int(0.95 * len(part))] / 1.96
        variances.append(
            (statistics.mean(1 / size for size, _ in part), max(spread, quantile) ** 2)
        )
    (x1, y1), (x2, y2) = variances
    noise = max(0.3, (y1 - y2) / (x1 - x2))
    return [round(mean, 3), round(max(0.004, y2 - noise * x2), 4), round(noise, 2)]


def measure(arguments: argparse.Namespace) -> None:
    """Print false alarms and found damage."""
    part = {"first": 0, "second": 1, "both": None}[arguments.half]
    ways = [(code, "en") for code in TO_ENGLISH + FURTHER]
    ways += [("en", code) for code in FROM_ENGLISH]
    ways += [("es", "fr"), ("uk", "de"), ("zh", "de")]
    if arguments.language:
        ways = [way for way in ways if arguments.language in way]
    print("way    sentences  alarms %  " + " ".join(f"{name:>8}" for name in flags.FlagName))
    total: Counter[str] = Counter()
    damage_total: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sentences = 0
    rows = []
    for source, target in ways:
        some = pairs(arguments.folder, source, target, part=part)
        counts = alarms(some, source, target, arguments.show)
        total += counts
        sentences += len(some)
        print(row(f"{source}-{target}", len(some), counts))
        found = damage(some, source, target, arguments.missed)
        rows.append((f"{source}-{target}", found))
        for kind, counter in found.items():
            damage_total[kind] += counter
    print(row("all", sentences, total))
    if SEEDS.exists() and not arguments.language:
        print_seeds(arguments.show)
    print("\nof the damage, % found by its own flag / by any (of so many sentences)")
    for name, found in [*rows, ("all", damage_total)]:
        print(
            f"{name:6} "
            + "  ".join(
                f"{kind} {percent(counter, 'found')}/{percent(counter, 'any')} ({counter['all']})"
                for kind, counter in found.items()
                if counter["all"]
            )
        )


def percent(counter: Counter[str], what: str) -> int:
    """Return a share of all, in hundredths."""
    return round(100 * counter[what] / max(1, counter["all"]))


def row(name: str, count: int, counts: Counter[str]) -> str:
    """Return a line of the table of false alarms."""
    rates = " ".join(f"{100 * counts[flag] / count:8.2f}" for flag in flags.FlagName)
    return f"{name:6} {count:9}  {100 * counts['any'] / count:8.2f}  {rates}"


def alarms(some: list[Pair], source: str, target: str, show: str | None) -> Counter[str]:
    """Count the flags on good translations."""
    counts: Counter[str] = Counter()
    for one, other in some:
        found = flags.check(one, other, source, target)
        counts["any"] += bool(found)
        counts.update(flag.name.value for flag in found)
        for flag in found:
            if show in (flag.name.value, "any"):
                print(f"  {flag.name}: {flag.reason}\n    {one}\n    {other}")
    return counts


def print_seeds(show: str | None) -> None:
    """Print the false alarms on the reference translation of the sample articles."""
    by_way: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for unit in read_tmx(SEEDS, clean=str):
        by_way[unit.source_language, unit.target_language].append((unit.source, unit.target))
    for (source, target), some in sorted(by_way.items()):
        print(row(f"seeds-{source}"[:8], len(some), alarms(some, source, target, show)))


Damage = Callable[[str, str, str, str, random.Random], str | None]


def damage(
    some: list[Pair], source: str, target: str, missed: str | None
) -> dict[str, Counter[str]]:
    """Damage good translations and count in how many the flag of that name is raised."""
    kinds: dict[str, Damage] = {
        "loop": add_loop,
        "echo": echo,
        "length": drop_half,
        "numbers": change_number,
        "negation": remove_negation,
        "names": remove_name,
    }
    found = {kind: Counter[str]() for kind in kinds}
    for number, (one, other) in enumerate(some):
        for kind, spoil in kinds.items():
            spoilt = spoil(one, other, source, target, random.Random(number))  # noqa: S311
            if spoilt is None:
                continue
            raised = {flag.name.value for flag in flags.check(one, spoilt, source, target)}
            found[kind]["all"] += 1
            found[kind]["found"] += kind in raised
            found[kind]["any"] += bool(raised)
            if missed == kind and kind not in raised:
                print(f"  missed {kind}: {raised}\n    {one}\n    {other}\n    {spoilt}")
    return found


def add_loop(
    _one: str, other: str, _source: str, _target: str, chance: random.Random
) -> str | None:
    """Let the end repeat itself."""
    extents = words(other)
    size = chance.randint(1, 4)
    if len(extents) < size:
        return None
    phrase = other[extents[-size][0] : extents[-1][1]]
    return other + f" {phrase}" * 5


def echo(one: str, _other: str, source: str, _target: str, _chance: random.Random) -> str | None:
    """Leave the source as it is, where it has words that are neither names nor numbers."""
    small = [word for word in re.findall(r"\w+", one) if word.isalpha() and not word[0].isupper()]
    return (
        one
        if len(small) >= FEW_WORDS or source in {"zh", "ja", "ko", "ar", "he", "hi", "fa"}
        else None
    )


def drop_half(
    _one: str, other: str, _source: str, _target: str, _chance: random.Random
) -> str | None:
    """Drop the second half of the words, where that is at least four, and keep the last mark."""
    extents = words(other)
    if len(extents) < 2 * FEW_WORDS or 2 * len(other) < SHORT:
        return None
    end = other[extents[-1][1] :]
    return other[: extents[len(extents) // 2 - 1][1]] + end


def change_number(
    one: str, other: str, _source: str, _target: str, chance: random.Random
) -> str | None:
    """Change a number that both sides have in digits into another."""
    theirs = set(re.findall(r"\d+", one))
    places = [match for match in re.finditer(r"\d+", other) if match[0] in theirs]
    if not places:
        return None
    place = chance.choice(places)
    at = chance.randrange(len(place[0]))
    digit = str((int(place[0][at]) + chance.randint(1, 8)) % 10)
    if at == 0 and digit == "0":
        digit = "9" if place[0][0] != "9" else "8"
    changed = place[0][:at] + digit + place[0][at + 1 :]
    return other[: place.start()] + changed + other[place.end() :]


def remove_negation(
    one: str, other: str, source: str, target: str, _chance: random.Random
) -> str | None:
    """Remove the translation's negations, where both sides deny."""
    ours, theirs = denials(source), denials(target)
    if target != "en" or ours is None or theirs is None or not ours.search(one.casefold()):
        return None
    spoilt = re.sub(r"(?i)\b(?:can)not\b|\bcan[’']t\b", "can", other)
    spoilt = re.sub(r"(?i)\bwon[’']t\b", "will", spoilt)
    spoilt = re.sub(r"(?i)n[’']t\b", "", spoilt)
    spoilt = re.sub(r"(?i)\b(?:not|never|no|none|nobody|nothing|neither|nor)\b ?", "", spoilt)
    return spoilt if spoilt != other else None


def remove_name(
    one: str, other: str, source: str, target: str, chance: random.Random
) -> str | None:
    """Remove a name of the translation that has to be kept, wherever it stands."""
    if target not in {"en", "de", "es", "it", "fr", "vi"}:
        return None
    ours = [sounds(name) for name in kept_names(one, source)]
    shared = [
        other[start:end]
        for start, end in words(other)
        if other[start].isupper() and any(alike(sounds(other[start:end]), our) for our in ours)
    ]
    if not shared:
        return None
    spoilt = re.sub(rf"\b{re.escape(chance.choice(shared))}\b ?", "", other)
    return spoilt if spoilt != other else None


if __name__ == "__main__":
    main()
