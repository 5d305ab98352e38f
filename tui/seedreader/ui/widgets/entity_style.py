"""How names of entities look: a colour for each entity, and a mark for its type without colour."""

from __future__ import annotations

from seedreader.ui.reading.entity_lights import COLOURS

# Neither blue, on which the current sentence stands where the terminal chooses the colours, nor
# magenta, which cannot be read on it.
_ANSI = (
    *("cyan", "yellow", "green", "bright_red"),
    *("bright_cyan", "bright_yellow", "bright_green", "bright_magenta"),
)
_ANSI_LIGHT = (
    *("cyan", "red", "green", "magenta"),
    *("bright_red", "bright_blue", "yellow", "bright_magenta"),
)
# Where a terminal does not know double underlines, the single one stays.
_KINDS = {
    "person": "underline italic",
    "org": "underline uu bold",
    "loc": "underline",
    "other": "italic",
}

ENTITY_CLASSES = frozenset(
    [
        *(f"entity-{number}" for number in range(COLOURS)),
        *(f"entity-{kind}" for kind in _KINDS),
        "entity-weak",
        "entity-chosen",
    ]
)
"""Names of the styles, which `component_classes` and `entity_css` put a widget's prefix before."""


def component_classes(prefix: str) -> frozenset[str]:
    """Return the names for a widget's `COMPONENT_CLASSES`."""
    return frozenset(f"{prefix}--{name}" for name in ENTITY_CLASSES)


def entity_css(widget: str, prefix: str) -> str:
    """Return style rules for a widget that draws names.

    The hues are the same in all themes, so that an entity keeps its colour; themes that leave the
    colours to the terminal get the terminal's own.
    """
    rules = []
    for number in range(COLOURS):
        hue = number * 360 // COLOURS + 10
        name = f".{prefix}--entity-{number}"
        rules += [
            f"{widget} > {name} {{ color: hsl({hue}, 60%, 76%); }}",
            f"{widget}:light > {name} {{ color: hsl({hue}, 75%, 20%); }}",
            f"{widget}:ansi > {name} {{ color: ansi_{_ANSI[number]}; }}",
            f"{widget}:ansi:light > {name} {{ color: ansi_{_ANSI_LIGHT[number]}; }}",
        ]
    rules += [
        f"{widget} > .{prefix}--entity-{kind} {{ text-style: {style}; }}"
        for kind, style in _KINDS.items()
    ]
    rules.append(f"{widget} > .{prefix}--entity-weak {{ text-style: dim; }}")
    rules.append(f"{widget} > .{prefix}--entity-chosen {{ text-style: reverse; }}")
    return "\n".join(rules)
