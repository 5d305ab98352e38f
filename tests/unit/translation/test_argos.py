"""The engine of Argos packages, on real packages that are small."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fixtures.argos_base_model import SMALL, build_base_package
from tests.fixtures.argos_itself import argos_itself
from tests.fixtures.argos_packages import build_packages, install_unpacked

from seedreader.translation.argos.cache import ModelCache
from seedreader.translation.argos.engine import ArgosEngine
from seedreader.translation.argos.installed import InstalledPackages, model_folder
from seedreader.translation.argos.model import MAX_DECODING_LENGTH, LoadedModel, weight_of
from seedreader.translation.argos.provenance import expected_provenance
from seedreader.translation.argos.tokens import load_tokenizer
from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    RETRY_IN_PIECES,
    CannotTranslate,
    ProblemKind,
    settings_key,
)
from seedreader.translation.packages import content_sha256, find_packages


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("packages")
    for path in build_packages(root / "files", ("uk", "zh", "it", "en-de")).values():
        install_unpacked(path, root / "installed")
    return root / "installed"


@pytest.fixture(scope="module")
def engine(packages) -> ArgosEngine:
    return engine_of(packages)


@pytest.fixture(scope="module")
def competing(tmp_path_factory, samples) -> Path:
    """A package whose hypotheses compete, so that every parameter of the search matters."""
    return build_base_package(tmp_path_factory.mktemp("base"), italian(samples), SMALL)


def engine_of(folder: Path, **options) -> ArgosEngine:
    installed = InstalledPackages([folder])
    return ArgosEngine(installed.route, installed.languages, installed.sha256, **options)


def italian(samples: Path) -> list[str]:
    text = next(samples.glob("003_*.txt")).read_text("utf-8")
    return [line for line in text.splitlines() if len(line.split()) > 5][:24]


def one(engine: ArgosEngine, sentence: str, source: str, target: str = "en", **options) -> str:
    options = replace(DEFAULT_OPTIONS, **options)
    return engine.translate([sentence], source, target, options).translated[0].text


def linked(engine: ArgosEngine, sentence: str, source: str, target: str = "en"):
    made = engine.translate([sentence], source, target).translated[0]
    return {
        (
            sentence[link.source_start : link.source_end],
            made.text[link.target_start : link.target_end],
        )
        for link in made.alignment
    }


def test_languages_include_pivots(engine):
    pairs = {(source, target) for source in ("uk", "zh", "it") for target in ("en", "de")}
    assert engine.languages() == pairs | {("en", "de")}


def test_translates_with_sentencepiece(engine):
    assert one(engine, "Японія планує відкрити офіс НАТО у Токіо.", "uk") == (
        "Japan plans open office NATO in Tokyo."
    )


def test_translates_with_the_tokenizer_of_old_packages(tmp_path):
    install_unpacked(build_packages(tmp_path, ["uk-bpe"])["uk-bpe"], tmp_path / "installed")
    engine = engine_of(tmp_path / "installed")
    assert one(engine, "Японія планує відкрити офіс НАТО у Токіо.", "uk") == (
        "Japan plans open office NATO in Tokyo."
    )
    assert ("планує", "plans") in linked(engine, "Японія планує «офіс».", "uk")


def test_translates_with_an_old_layout_and_a_target_prefix(tmp_path):
    for path in build_packages(tmp_path, ("it-old", "uk-prefix")).values():
        install_unpacked(path, tmp_path / "installed")
    engine = engine_of(tmp_path / "installed")
    assert one(engine, "la Cina non ha ufficio", "it") == "the China not has office"
    assert one(engine, "офіс НАТО у Токіо", "uk") == "office NATO in Tokyo"
    assert ("НАТО", "NATO") in linked(engine, "офіс НАТО у Токіо", "uk")


def test_goes_through_english_where_there_is_no_direct_package(engine):
    assert one(engine, "офіс з безпека", "uk", "de") == "Büro mit Sicherheit"
    assert linked(engine, "офіс з безпека", "uk", "de") == {
        ("офіс", "Büro"),
        ("з", "mit"),
        ("безпека", "Sicherheit"),
    }


def test_says_which_package_is_missing(engine):
    with pytest.raises(
        CannotTranslate, match=r"from uk to fr; install the package uk_fr"
    ) as caught:
        engine.translate(["офіс"], "uk", "fr")
    assert caught.value.kind is ProblemKind.MISSING_PACKAGE


def test_finds_what_is_installed_later(tmp_path):
    engine = engine_of(tmp_path / "installed")
    with pytest.raises(CannotTranslate):
        engine.sizes(["la"], "it", "en")
    install_unpacked(build_packages(tmp_path, ["it"])["it"], tmp_path / "installed")
    assert one(engine, "la Cina", "it") == "the China"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("  офіс НАТО\n", "  office NATO\n"),
        ("\n\tофіс\n  НАТО", "\n\toffice NATO"),
        ("", ""),
        (" \n ", " \n "),
        ("офіс_НАТО", "office_НАТО"),
    ],
)
def test_keeps_the_shape(engine, source, translation):
    made = one(engine, source, "uk")
    if "_" in source:
        assert "_" in made
    else:
        assert made == translation


def test_links_count_from_the_sentence_as_it_was_given(engine):
    assert linked(engine, "  офіс \n\n НАТО ", "uk") == {("офіс", "office"), ("НАТО", "NATO")}


def test_characters_that_no_vocabulary_has_come_through(engine):
    assert one(engine, "офіс 🏯 у Токіо", "uk") == "office 🏯 in Tokyo"
    assert ("Токіо", "Tokyo") in linked(engine, "офіс 🏯 у Токіо", "uk")
    assert one(engine, "офіс \ud800", "uk").startswith("office ")


@pytest.mark.parametrize("gap", [" ", ", ", ""])
def test_loses_nothing_of_long_sentences(engine, gap):
    words = 700
    made = one(engine, gap.join(["Китай"] * words), "uk")
    assert made.lower().count("china") + made.lower().count("kytai") == words


def test_joins_pieces_as_the_target_language_is_written(engine):
    made = one(engine, "在" * 400, "zh")
    assert made.split().count("in") == 400


def test_cuts_again_what_decoding_cut_off(tmp_path):
    # Each word of the source becomes eleven tokens: 60 of them are more than may be said.
    recipe_words = {"la": "a▁b▁c▁d▁e▁f▁g▁h▁i▁j▁k"}
    from tests.fixtures.argos_packages import RECIPES, build_package

    path = build_package(tmp_path, RECIPES["it"], glossary=recipe_words)
    install_unpacked(path, tmp_path / "installed")
    made = one(engine_of(tmp_path / "installed"), " ".join(["la"] * 60), "it")
    assert len(made.split()) == 60 * 11


def test_translates_each_sentence_once_and_answers_in_order(engine):
    sentences = ["Китай", "НАТО", "Китай", "офіс з НАТО", "НАТО"]
    texts = [made.text for made in engine.translate(sentences, "uk", "en").translated]
    assert texts == ["China", "NATO", "China", "office with NATO", "NATO"]


def test_scores_are_logarithms_of_probabilities(competing, samples):
    scores = [
        made.score
        for made in engine_of(competing.parent)
        .translate(italian(samples)[:4], "it", "en")
        .translated
    ]
    assert all(-20 < score < 0 for score in scores)
    assert len(set(scores)) == len(scores)


def test_says_the_same_as_argostranslate(packages, engine):
    sentences = [
        "Японія планує відкрити офіс НАТО у Токіо, зазначив Єнс Столтенберг.",
        "Китай не Україна — і що?",
        "«Альянс», 15,5 % року!",
        "x y  z",
    ]
    ours = [made.text for made in engine.translate(sentences, "uk", "en").translated]
    with argos_itself(packages / "translate-uk_en-1_9") as theirs:
        assert ours == [theirs.translate(sentence) for sentence in sentences]


def test_says_the_same_as_argostranslate_where_hypotheses_compete(competing, samples):
    sentences = italian(samples)[:12]
    ours = [
        made.text
        for made in engine_of(competing.parent).translate(sentences, "it", "en").translated
    ]
    with argos_itself(competing) as theirs:
        assert ours == [theirs.translate(sentence) for sentence in sentences]
    greedy = replace(DEFAULT_OPTIONS, beam_size=1)
    others = engine_of(competing.parent).translate(sentences, "it", "en", greedy).translated
    assert ours != [made.text for made in others], "the comparison would pass for any search"


def test_says_the_same_as_argostranslate_with_moses(tmp_path):
    folder = install_unpacked(build_packages(tmp_path, ["uk-bpe"])["uk-bpe"], tmp_path / "one")
    sentences = ["Японія планує «офіс» НАТО у Токіо.", "Китай не Україна — і що?", "1,5 % & <b>"]
    ours = [
        made.text
        for made in engine_of(tmp_path / "one").translate(sentences, "uk", "en").translated
    ]
    with argos_itself(folder) as theirs:
        assert ours == [theirs.translate(sentence) for sentence in sentences]


def test_says_the_same_as_argostranslate_with_a_target_prefix(tmp_path):
    from tests.fixtures.argos_packages import RECIPES, build_package

    # Of a prefix with underscores, argostranslate's tokenizer leaves the letters.
    path = build_package(tmp_path, RECIPES["uk"], target_prefix=">>en<<")
    folder = install_unpacked(path, tmp_path / "installed")
    sentences = ["офіс НАТО у Токіо", "Китай не Україна — і що?", "15,5 %"]
    engine = engine_of(tmp_path / "installed")
    ours = [made.text for made in engine.translate(sentences, "uk", "en").translated]
    assert ours[0] == "office NATO in Tokyo"
    with argos_itself(folder) as theirs:
        assert ours == [theirs.translate(sentence) for sentence in sentences]


def test_says_the_same_as_argostranslate_through_a_pivot(packages, engine):
    sentences = ["офіс з безпека", "Китай не Україна — і що?", "«Альянс», 15,5 % року!"]
    ours = [made.text for made in engine.translate(sentences, "uk", "de").translated]
    with argos_itself(packages / "translate-uk_en-1_9") as first:
        english = [first.translate(sentence) for sentence in sentences]
    with argos_itself(packages / "translate-en_de-1_9") as second:
        assert ours == [second.translate(sentence) for sentence in english]


def test_asks_the_model_as_argostranslate_does(packages, monkeypatch):
    """Parameters whose effect the models here do not show."""
    import ctranslate2

    asked = []

    class Asked(ctranslate2.Translator):
        def translate_batch(self, *args, **options):
            asked.append(options)
            return super().translate_batch(*args, **options)

    monkeypatch.setattr(ctranslate2, "Translator", Asked)
    engine_of(packages).translate(["офіс"], "uk", "en")
    with argos_itself(packages / "translate-uk_en-1_9") as theirs:
        theirs.translate("офіс")
    ours, argos = asked
    assert argos.keys() >= {"beam_size", "length_penalty", "replace_unknowns"}
    usual = {
        "max_batch_size", "batch_type", "return_scores", "return_attention", "max_input_length",
    }  # fmt: skip
    defaults = {"repetition_penalty": 1, "no_repeat_ngram_size": 0, "max_decoding_length": 256}
    for name in (ours.keys() | argos.keys()) - usual:
        assert ours.get(name) == argos.get(name, defaults.get(name)), name


def test_provenance_is_known_before_anything_is_translated(tmp_path):
    for path in build_packages(tmp_path, ("uk", "en-de")).values():
        install_unpacked(path, tmp_path / "data" / "packages")
    data = tmp_path / "data"
    direct = expected_provenance(data, "uk", "en")
    pivoted = expected_provenance(data, "uk", "de")
    assert (direct.engine, direct.package, direct.pivot) == ("argos", "translate-uk_en-1_9", None)
    assert pivoted.package == "translate-uk_en-1_9+translate-en_de-1_9"
    assert pivoted.pivot == "en"
    assert pivoted.sha256.split("+")[0] == direct.sha256
    assert direct.settings == settings_key("argos", [direct.sha256])
    assert expected_provenance(data, "uk", "en", RETRY_IN_PIECES).settings != direct.settings
    assert expected_provenance(data, "uk", "fr") is None
    engine = engine_of(data / "packages")
    for target, expected in (("en", direct), ("de", pivoted)):
        assert engine.translate(["офіс"], "uk", target).provenance == expected


@pytest.mark.parametrize("damage", ["model/model.bin", "sentencepiece.model"])
@pytest.mark.parametrize("content", [b"", b"rubbish" * 100])
def test_says_that_a_package_is_broken(tmp_path, damage, content):
    folder = install_unpacked(build_packages(tmp_path, ["it"])["it"], tmp_path / "installed")
    (folder / damage).write_bytes(content)
    with pytest.raises(CannotTranslate, match="install the package again") as caught:
        engine_of(tmp_path / "installed").translate(["la"], "it", "en")
    assert caught.value.kind is ProblemKind.BROKEN_PACKAGE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process' address space")
@pytest.mark.parametrize("headroom", [1, 4])
def test_says_that_there_is_not_enough_memory(packages, headroom):
    """The system gives no more than so many MB; the process lives and says so."""
    script = f"""
import resource
from pathlib import Path
from seedreader.translation.argos.engine import ArgosEngine
from seedreader.translation.argos.installed import InstalledPackages
from seedreader.translation.engine import CannotTranslate
import ctranslate2
installed = InstalledPackages([Path({str(packages)!r})])
engine = ArgosEngine(installed.route, installed.languages, installed.sha256, threads=1)
engine.sizes(["офіс"], "uk", "en")
pages = int(Path("/proc/self/statm").read_text().split()[0])
limit = pages * resource.getpagesize() + ({headroom} << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    print(engine.translate(["офіс"], "uk", "en").translated[0].text)
except CannotTranslate as problem:
    print(problem.kind)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "out of memory", done.stderr


def test_says_that_a_package_without_tokenizer_is_broken(tmp_path):
    folder = install_unpacked(build_packages(tmp_path, ["it"])["it"], tmp_path / "installed")
    (folder / "sentencepiece.model").unlink()
    with pytest.raises(CannotTranslate) as caught:
        engine_of(tmp_path / "installed").translate(["la"], "it", "en")
    assert caught.value.kind is ProblemKind.BROKEN_PACKAGE


def test_a_package_that_was_replaced_is_loaded_again(tmp_path):
    from tests.fixtures.argos_packages import RECIPES, build_package

    old = build_package(tmp_path / "1", RECIPES["it"], glossary={"la": "old"})
    new = build_package(tmp_path / "2", RECIPES["it"], glossary={"la": "newer"})
    install_unpacked(old, tmp_path / "installed")
    engine = engine_of(tmp_path / "installed")
    before = engine.translate(["la"], "it", "en")
    install_unpacked(new, tmp_path / "installed")
    after = engine.translate(["la"], "it", "en")
    assert [before.translated[0].text, after.translated[0].text] == ["old", "newer"]
    assert before.provenance.sha256 != after.provenance.sha256
    (package,) = find_packages([tmp_path / "installed"]).packages
    assert after.provenance.sha256 == content_sha256(package)


def test_what_is_told_of_a_package_holds_if_it_is_replaced_while_it_is_loaded(tmp_path):
    from tests.fixtures.argos_packages import RECIPES, build_package

    old = build_package(tmp_path / "1", RECIPES["it"], glossary={"la": "old"})
    new = build_package(tmp_path / "2", RECIPES["it"], glossary={"la": "newer"})
    install_unpacked(old, tmp_path / "installed")
    installed = InstalledPackages([tmp_path / "installed"])
    replacements = [new]

    def identify(folder):
        if replacements:
            install_unpacked(replacements.pop(), tmp_path / "installed")
        return installed.sha256(folder)

    engine = ArgosEngine(installed.route, installed.languages, identify)
    answer = engine.translate(["la"], "it", "en")
    (package,) = find_packages([tmp_path / "installed"]).packages
    assert answer.translated[0].text == "newer"
    assert answer.provenance.sha256 == content_sha256(package)


def test_another_package_is_taken_if_one_is_removed(tmp_path):
    (path,) = build_packages(tmp_path, ["it"]).values()
    gone = install_unpacked(path, tmp_path / "first")
    install_unpacked(path, tmp_path / "second")
    installed = InstalledPackages([tmp_path / "first", tmp_path / "second"])
    assert installed.route("it", "en")[0].path == gone
    shutil.rmtree(gone)
    engine = ArgosEngine(installed.route, installed.languages, installed.sha256)
    assert one(engine, "la", "it") == "the"


def test_unloads_what_was_used_least_recently(packages):
    uk, zh, it = (
        model_folder(packages / name)
        for name in ("translate-uk_en-1_9", "translate-zh_en-1_9", "translate-it_en-1_0")
    )

    def load(folder):
        tokenizer = load_tokenizer(folder.path, folder.source, folder.target)
        return LoadedModel.load(folder, tokenizer, threads=1)

    cache = ModelCache(load, memory=weight_of(uk) + max(weight_of(zh), weight_of(it)))
    with cache.using(uk), cache.using(zh):
        pass
    with cache.using(uk):
        pass
    with cache.using(it):
        pass
    assert cache.loaded == (uk, it)
    tight = ModelCache(load, memory=1)
    with tight.using(uk) as model:
        with tight.using(zh):
            assert tight.loaded == (uk, zh), "what is in use stays"
        assert model.translate(["офіс"], DEFAULT_OPTIONS)[0].text == "office"
        with tight.using(uk):
            assert tight.loaded == (uk,)


def test_the_limit_of_a_translation_is_that_of_ctranslate2():
    import inspect

    import ctranslate2

    assert f"max_decoding_length: int = {MAX_DECODING_LENGTH}" in inspect.getdoc(
        ctranslate2.Translator.translate_batch
    )
