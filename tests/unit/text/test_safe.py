from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedreader.ui.text import safe

# Text that holds what matters far more often than chance would.
hostile = st.text(
    st.one_of(
        st.characters(max_codepoint=0xFF),
        st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
        st.sampled_from("\ud800\udfff\ufeff\ufff9\u061c\u180e\U000e0041\U000e01ef\u3164"),
        st.characters(),
    )
)


@given(hostile)
@example("\x1b]52;c;aGk=\x07")
@example("\x9b2J")
@example("\ud83d\x1b")
def test_nothing_can_act_as_a_control(text: str) -> None:
    encoded = safe(text).encode("utf-8", "surrogatepass")
    assert not any(byte < 0x20 or byte == 0x7F for byte in encoded)
    decoded = encoded.decode("utf-8")  # raises for a surrogate
    assert not any("\x80" <= character <= "\x9f" for character in decoded)


@given(hostile)
def test_is_idempotent_and_keeps_the_rest(text: str) -> None:
    once = safe(text)
    assert safe(once) is once
    harmless = [character for character in text if safe(character) is character]
    kept = iter(once)
    assert all(character in kept for character in harmless)


@pytest.mark.parametrize("control", [*range(9), *range(14, 28), *range(0x7F, 0x85), 0x9B, 0xDC80])
def test_controls_become_the_replacement_character(control: int) -> None:
    assert safe(f"a{chr(control)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "white", ["\t", "\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"]
)
def test_white_space_controls_become_a_space(white: str) -> None:
    assert safe(f"a{white}b") == "a b"


@pytest.mark.parametrize(
    "invisible",
    ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u061c", "\u200b", "\ufeff", "\U000e0041"],
)
def test_invisible_controls_vanish(invisible: str) -> None:
    assert safe(f"a{invisible}b") == "ab"


@pytest.mark.parametrize(
    "text",
    ["می‌خواهم", "ශ්‍රී", "👩‍👩‍👧", "❤️", "葛\U000e0100", "e\u0301", "\u00a0", "北约", ""],
)
def test_what_scripts_need_comes_back_as_the_same_object(text: str) -> None:
    assert safe(text) is text
