"""The engine of apertium, with Debian's apertium."""

from __future__ import annotations

import sys

import pytest

from seedreader.translation.apertium import ApertiumEngine
from seedreader.translation.engine import CannotTranslate, ProblemKind


@pytest.fixture(scope="module")
def engine() -> ApertiumEngine:
    return ApertiumEngine()


@pytest.mark.usefixtures("apertium")
class TestWithApertium:
    def test_knows_its_pairs_and_those_in_steps(self, engine):
        assert {("es", "en"), ("en", "es"), ("it", "es"), ("it", "en")} <= engine.languages()
        assert engine.way("it", "en") == ("it", "es", "en")

    def test_translates_directly(self, engine):
        assert [
            made.text for made in engine.translate(["La casa es grande."], "es", "en").translated
        ] == ["The house is big."]

    def test_translates_in_steps_and_keeps_sentences_apart(self, engine):
        sentences = ["La casa non è grande.", "Il gatto dorme", "", "NATO", "Il gatto dorme."]
        texts = [made.text for made in engine.translate(sentences, "it", "en").translated]
        assert texts == ["The house is not big.", "The cat sleeps", "", "NATO", "The cat sleeps."]

    def test_what_it_says_is_remembered_under_its_pairs(self, engine):
        provenance = engine.translate(["La casa."], "it", "en").provenance
        assert provenance.package == "apertium-ita-spa+apertium-spa-eng"
        assert (provenance.engine, provenance.pivot) == ("apertium", "es")
        assert engine.provenance("it", "en") == provenance
        assert engine.provenance("es", "en").pivot is None

    def test_what_apertium_reads_as_markup_comes_through(self, engine):
        (made,) = engine.translate(["[a] $b ^c$ \\ @x / {y} <b> *z"], "es", "en").translated
        for mark in "[]$^\\@/{}<>*":
            assert mark in made.text

    def test_names_what_is_missing(self, engine):
        with pytest.raises(CannotTranslate, match="from uk to en") as caught:
            engine.sizes(["так"], "uk", "en")
        assert caught.value.kind is ProblemKind.MISSING_PACKAGE


def program(folder, script: str) -> str:
    path = folder / "apertium"
    path.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    path.chmod(0o755)
    return str(path)


LISTS = "import sys\nif sys.argv[1:] == ['-l']:\n    print('  ita-spa\\n  odd\\n'); sys.exit()\n"


def test_says_that_there_is_no_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotTranslate, match="there is no program") as caught:
        ApertiumEngine().languages()
    assert caught.value.kind is ProblemKind.UNREACHABLE


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("sys.stderr.write('cg-proc: command not found'); sys.exit(0)", ProblemKind.REFUSED),
        ("sys.exit(3)", ProblemKind.REFUSED),
    ],
)
def test_a_pipe_that_fails_is_no_translation(tmp_path, script, kind):
    engine = ApertiumEngine(program(tmp_path, LISTS + script))
    with pytest.raises(CannotTranslate) as caught:
        engine.translate(["La casa"], "it", "es")
    assert caught.value.kind is kind


def test_gives_up_after_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("seedreader.translation.apertium._TIMEOUT", 0.3)
    engine = ApertiumEngine(program(tmp_path, LISTS + "import time; time.sleep(60)"))
    with pytest.raises(CannotTranslate, match="did not answer") as caught:
        engine.translate(["La casa"], "it", "es")
    assert caught.value.kind is ProblemKind.UNREACHABLE


def test_asks_sentence_by_sentence_where_lines_were_joined(tmp_path):
    joins = "print(' '.join(sys.stdin.read().split()).upper())"
    engine = ApertiumEngine(program(tmp_path, LISTS + joins))
    texts = [made.text for made in engine.translate(["la casa", "il gatto"], "it", "es").translated]
    assert texts == ["LA CASA", "IL GATTO"]
