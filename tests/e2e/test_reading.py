"""Reading from the first screen to the last key, as a user does it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from tests.e2e.conftest import Start
from tests.e2e.stories import headline, sentence
from tests.e2e.terminal import Terminal


def top_row(terminal: Terminal) -> str:
    """Return the first row of the article."""
    return terminal.screen()[2]


def first_words(number: int) -> str:
    """Return the part of a sentence that stands on one row."""
    return " ".join(sentence(number)[0].split()[:4])


def test_the_samples_are_there_without_any_argument(reader: Start, samples: Path) -> None:
    terminal = reader()
    files = sorted(samples.glob("*.txt"))
    terminal.wait_for(f"Articles {len(files)}")
    terminal.wait_for(lambda: all(f" {code}  " in terminal.text() for code in ("uk", "it", "vi")))
    # The list's first words of each headline; where there is none, of the first sentence.
    for start in ("“北约暂未", "Безпека перестала", "НАТО планує", "¶ L’ufficio", "Nhật từ chối"):
        terminal.wait_for(start)
    terminal.wait_for("sentence 1 of")


def test_the_list_is_walked_and_an_article_is_read(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.wait_for("sentence 1 of 13")
    terminal.press("j")
    terminal.wait_for("sentence 1 of 91")
    terminal.press("down")
    terminal.wait_for("sentence 1 of 7 ")
    terminal.press("k")
    terminal.wait_for("sentence 1 of 91")
    terminal.press("G")
    terminal.wait_for("sentence 1 of 7 ")
    terminal.press("g")
    terminal.wait_for("sentence 1 of 13")
    terminal.press("enter")
    terminal.wait_for("Next sentence")  # the hints are those of the article
    terminal.press("escape")
    terminal.wait_for("Filter")


def test_the_place_in_the_list_is_told(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.wait_for("1 of 3")
    terminal.press("j")
    terminal.wait_for("2 of 3")


def test_an_article_scrolls_by_line_page_and_to_its_ends(open_long_story: Start) -> None:
    terminal = open_long_story()
    third = terminal.screen()[4]
    terminal.press("j", "j")
    terminal.wait_for(lambda: top_row(terminal)[38:70] == third[38:70])
    terminal.press("k", "k")
    terminal.wait_for(lambda: headline("Bari")[0][:20] in top_row(terminal)[36:])
    terminal.press("space")
    terminal.wait_for(lambda: headline("Bari")[1] not in terminal.text())
    terminal.press("pageup")
    terminal.wait_for(headline("Bari")[1])
    terminal.press("G")
    terminal.wait_for(first_words(101)[:15])
    terminal.wait_for(f"proposal {101}")
    terminal.press("g")
    terminal.wait_for("sentence 1 of 91")


def test_sentences_paragraphs_and_articles_have_keys(open_long_story: Start) -> None:
    terminal = open_long_story()
    terminal.press("l")
    terminal.wait_for("sentence 2 of 91")
    terminal.press("right")
    terminal.wait_for("sentence 3 of 91")
    terminal.press("h")
    terminal.wait_for("sentence 2 of 91")
    terminal.press("}")
    terminal.wait_for("sentence 5 of 91")
    terminal.press("ctrl+down")
    terminal.wait_for("sentence 8 of 91")
    terminal.press("{")
    terminal.wait_for("sentence 5 of 91")
    terminal.press("J")
    terminal.wait_for("sentence 1 of 7 ")
    terminal.press("K", "K")
    terminal.wait_for("sentence 1 of 13")
    terminal.press("l")
    terminal.wait_for("sentence 2 of 13")  # still reading, not in the list


def find(terminal: Terminal, words: str) -> None:
    """Type what to find in the article."""
    terminal.press("/")
    terminal.wait_for("words in the original or the translation")
    terminal.wait_for("esc Cancel")
    terminal.press(*words)


@pytest.mark.parametrize("words", ["seduta numero 3", "MEETING number 3"])
def test_words_are_found_in_either_language(open_long_story: Start, words: str) -> None:
    terminal = open_long_story()
    find(terminal, words)
    terminal.wait_for("3 hits")  # in sentences 31, 34 and 37
    terminal.press("enter")
    terminal.wait_for("y Copy sentence")
    terminal.wait_for("sentence 21 of 91 · reference (stories.en.tmx) · hit 1 of 3")
    terminal.press("n")
    terminal.wait_for("sentence 24 of 91 · reference (stories.en.tmx) · hit 2 of 3")
    terminal.press("n")
    terminal.wait_for("sentence 27 of 91 · reference (stories.en.tmx) · hit 3 of 3")
    terminal.press("n")
    terminal.wait_for("hit 1 of 3")
    terminal.press("N")
    terminal.wait_for("hit 3 of 3")
    terminal.press("N")
    terminal.wait_for("hit 2 of 3")
    terminal.press("escape")
    terminal.wait_for(lambda: "hit 2" not in terminal.text())
    terminal.wait_for("sentence 24 of 91")


def test_words_that_do_not_occur_are_said_to(open_long_story: Start) -> None:
    terminal = open_long_story()
    find(terminal, "xyzzy")
    terminal.wait_for("not in this article")
    terminal.press("escape")
    terminal.wait_for("Next sentence")


def test_what_is_typed_at_once_after_the_key_goes_into_the_prompt(open_long_story: Start) -> None:
    terminal = open_long_story()
    terminal.send("/meeting number 3")
    terminal.wait_for("3 hits")


def test_what_is_typed_at_once_after_enter_is_a_key_again(open_long_story: Start) -> None:
    terminal = open_long_story()
    find(terminal, "meeting number 3")
    terminal.wait_for("3 hits")
    terminal.send("\rnn")
    terminal.wait_for("hit 3 of 3")


def test_hits_are_marked_without_colour(open_long_story: Start) -> None:
    terminal = open_long_story(env={"NO_COLOR": "1"})
    find(terminal, "seduta numero 31")
    terminal.wait_for("1 hit")
    terminal.press("enter")
    terminal.wait_for("y Copy sentence")
    terminal.wait_for("hit 1 of 1")
    marked = "".join(
        cell.data
        for row in range(2, terminal.rows - 2)
        for cell in terminal.cells(row)[36:]
        if cell.underscore or cell.reverse
    )
    assert "seduta numero 31" in " ".join(marked.split())


def test_the_list_is_filtered_and_shown_again(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.press("/")
    terminal.wait_for("words of headline")
    terminal.wait_for("esc Cancel")
    terminal.press(*"como")
    terminal.wait_for("Articles 1")
    terminal.wait_for(lambda: "Aosta" not in terminal.text())
    terminal.press("enter")
    terminal.wait_for("o Sort")
    terminal.wait_for("“como”")
    terminal.press("escape")
    terminal.wait_for("Articles 3")
    terminal.wait_for("Aosta")


def test_a_filter_without_result_says_so(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.press("/")
    terminal.wait_for("words of headline")
    terminal.wait_for("esc Cancel")
    terminal.press(*"xyzzy")
    terminal.wait_for("Nothing has “xyzzy”")
    terminal.press("escape")
    terminal.wait_for("Articles 3")


def test_the_list_is_sorted(open_stories: Start) -> None:
    terminal = open_stories()

    def names() -> list[str]:
        return re.findall(r"it  La città di (\w+)", terminal.text())

    terminal.wait_for(lambda: names() == ["Aosta", "Bari", "Como"])
    for _ in range(5):  # by date, language, source, headline and length
        terminal.press("o")
    terminal.wait_for("by length")
    terminal.wait_for(lambda: names() == ["Bari", "Aosta", "Como"])


def test_help_shows_the_keys_and_goes_away(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.press("?")
    terminal.wait_for("In an article")
    terminal.wait_for("Scroll a line down.")
    terminal.press("escape")
    terminal.wait_for(lambda: "In an article" not in terminal.text())
    terminal.wait_for("La città di Aosta")


def test_the_palette_finds_a_command(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.press("ctrl+p")
    terminal.wait_for("Search for commands")
    terminal.press(*"problems")
    terminal.wait_for("List the files that could not be read")
    terminal.press("enter")
    terminal.wait_for("All files were read.")


def test_each_language_alone(open_long_story: Start) -> None:
    terminal = open_long_story()
    source, target = first_words(12)[:20], "The town council"
    terminal.press("p")
    terminal.wait_for("Languages: original")
    terminal.wait_for(lambda: source in terminal.text() and target not in terminal.text())
    terminal.press("p")
    terminal.wait_for("Languages: translation")
    terminal.wait_for(lambda: source not in terminal.text() and target in terminal.text())
    terminal.press("x")
    terminal.wait_for("Languages: side by side")
    terminal.wait_for(lambda: source in terminal.text() and target in terminal.text())


def test_one_language_above_the_other(open_long_story: Start) -> None:
    terminal = open_long_story()

    def rows() -> tuple[int, int]:
        """Return where the first paragraph begins in either language."""
        lines = terminal.screen()
        return tuple(
            next((at for at, line in enumerate(lines) if words in line[36:]), -1)
            for words in ("Il consiglio comunale", "The town council")
        )

    assert rows()[0] == rows()[1]
    terminal.press("v")
    terminal.wait_for("Layout: side by side")
    terminal.press("v")
    terminal.wait_for("Layout: one above the other")
    terminal.wait_for(lambda: 0 < rows()[0] < rows()[1])
    terminal.press("v")
    terminal.wait_for("Layout: whichever fits")
    terminal.wait_for(lambda: rows()[0] == rows()[1])


def test_sentences_stand_beside_their_translations(open_long_story: Start) -> None:
    terminal = open_long_story()
    # Not within a line, but at its beginning.
    beside = re.compile(r"▕\W+La decisione .*│\W+The decision ")
    assert not beside.search(terminal.text())
    terminal.press("s")
    terminal.wait_for("Aligned by sentence")
    terminal.wait_for(beside)
    terminal.press("s")
    terminal.wait_for("Aligned by paragraph")
    terminal.wait_for(lambda: not beside.search(terminal.text()))


def test_page_furniture_is_unfolded(reader: Start, samples: Path) -> None:
    terminal = reader(samples)
    terminal.wait_for("of page furniture folded")
    terminal.press("b")
    terminal.wait_for("┊")
    terminal.wait_for("Page furniture shown")
    terminal.press("b")
    terminal.wait_for("of page furniture folded")
    terminal.wait_for(lambda: "┊" not in terminal.text())


def test_the_list_is_hidden_and_stays_so(open_long_story: Start, reader: Start) -> None:
    terminal = open_long_story()
    terminal.press("z")
    terminal.wait_for(lambda: "Articles" not in terminal.text())
    terminal.press("z")
    terminal.wait_for("Articles 3")


def test_translated_headlines_are_shown_or_not(open_stories: Start) -> None:
    terminal = open_stories()

    def left() -> str:
        return "\n".join(line[:35] for line in terminal.screen())

    terminal.wait_for(lambda: "The town of" in left())
    terminal.press("H")
    terminal.wait_for(lambda: "The town of" not in left())
    terminal.press("H")
    terminal.wait_for(lambda: "The town of" in left())


def test_the_theme_changes_the_colours(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.wait_for("sentence 1 of 13")
    before = terminal.cells(5)[40].bg
    terminal.press("T")
    terminal.wait_for("Theme: ")
    terminal.wait_for(lambda: terminal.cells(5)[40].bg != before)


def copied(terminal: Terminal, key: str) -> str:
    """Press a key that copies, and return what the terminal was given for its clipboard."""
    count = len(terminal.clipboard)
    terminal.press(key)
    terminal.wait_for(lambda: len(terminal.clipboard) > count)
    selection, _, content = terminal.clipboard[-1].partition(";")
    assert selection == "c"
    return base64.b64decode(content, validate=True).decode()


def test_what_is_copied_reaches_the_clipboard(open_long_story: Start) -> None:
    terminal = open_long_story()
    terminal.press("l")
    terminal.wait_for("sentence 2 of 91")
    assert terminal.clipboard == []
    source, target = sentence(12)
    assert copied(terminal, "y") == source
    terminal.wait_for("Copied: sentence")
    assert copied(terminal, "t") == target
    terminal.wait_for("Copied: translation")
    assert copied(terminal, "Y") == f"{source}\n{target}"
    whole = copied(terminal, "A")
    for number in range(12, 102):
        assert sentence(number)[0] in whole
        assert sentence(number)[1] in whole
    assert whole.startswith("\n\n".join(headline("Bari")))
    assert copied(terminal, "ctrl+y") == whole


def test_nothing_is_copied_where_there_is_no_translation(reader: Start, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Titolo senza traduzione\n\n" + sentence(1)[0] + "\n", "utf-8")
    terminal = reader(page)
    terminal.wait_for("not translated")
    terminal.press("enter")
    terminal.wait_for("Next sentence")
    terminal.press("t")
    terminal.wait_for("There is no translation to copy")
    assert terminal.clipboard == []


def test_the_mouse_chooses_opens_and_scrolls(open_stories: Start) -> None:
    terminal = open_stories()
    row = next(at for at, line in enumerate(terminal.screen()) if "di Bari" in line)
    terminal.click(10, row)
    terminal.wait_for("sentence 1 of 91")
    terminal.wait_for("Il consiglio comunale")
    row = next(at for at, line in enumerate(terminal.screen()) if "Il consiglio" in line[36:])
    terminal.click(45, row)
    terminal.wait_for("sentence 2 of 91")
    terminal.send("\x1b[<65;50;12M")  # the wheel, down
    terminal.wait_for(lambda: headline("Bari")[1] not in "\n".join(terminal.screen()[1:5]))


def leave_at_sentence_40(terminal: Terminal) -> None:
    """Go on reading until a sentence that is not on the first screen, and quit."""
    for number in range(2, 41):
        terminal.press("l")
        terminal.wait_for(f"sentence {number} of 91")
    terminal.wait_for("progetto 48")
    terminal.press("q")
    assert terminal.exit_code() == 0


def test_the_reader_resumes_in_the_article_and_place(
    open_long_story: Start, reader: Start, stories: Path
) -> None:
    terminal = open_long_story()
    leave_at_sentence_40(terminal)
    again = reader(stories)
    again.wait_for("2 of 3")
    again.wait_for("progetto 48")


def test_the_reader_resumes_at_the_sentence(
    open_long_story: Start, reader: Start, stories: Path
) -> None:
    terminal = open_long_story()
    leave_at_sentence_40(terminal)
    again = reader(stories)
    again.wait_for("sentence 40 of 91")


def test_the_sentence_is_kept_while_another_article_is_read(open_long_story: Start) -> None:
    terminal = open_long_story()
    terminal.press("l")
    terminal.wait_for("sentence 2 of 91")
    terminal.press("J")
    terminal.wait_for("sentence 1 of 7 ")
    terminal.press("K")
    terminal.wait_for("sentence 2 of 91")


def test_marks_are_kept(open_stories: Start) -> None:
    terminal = open_stories()
    terminal.press("*")
    terminal.wait_for("Starred")
    terminal.press("#", *"valley, Far East", "enter")
    terminal.wait_for("Tagged #Far East #valley")
    terminal.press("a")
    terminal.wait_for("ctrl+s keeps the note")
    terminal.press(*"ask Anna", "ctrl+s")
    terminal.wait_for("* #Far East #valley ✎ note (a)")
    terminal.press("q")
    assert terminal.exit_code() == 0
    again = open_stories()
    again.wait_for("*#✎")
    again.press("a")
    again.wait_for("ask Anna")
