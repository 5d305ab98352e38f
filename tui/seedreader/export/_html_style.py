"""How exported pages look: on phones, wide screens and paper, in light and dark."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --ground: #fdfcfa; --ink: #1d1c1a; --dim: #66625b; --rule: #dedad2; --accent: #0b5a8a;
  --suspect: #fdf0d5; --warn: #8a4b00;
  --person: #d9ecd6; --org: #dbe6f7; --loc: #f8e3d4; --other: #ece3f4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171614; --ink: #e6e2da; --dim: #a19b90; --rule: #35322d; --accent: #7cbde8;
    --suspect: #3a2e14; --warn: #f0b860;
    --person: #21402a; --org: #1f3558; --loc: #54331f; --other: #3f2d54;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1.05rem/1.6 Georgia, "Noto Serif", serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--accent); }
article { border-bottom: 1px solid var(--rule); padding-bottom: 1.5rem; margin-bottom: 1.5rem; }
.facts, details, .flags, .names, footer, nav { font-family: system-ui, sans-serif; }
.facts { font-size: .85rem; line-height: 1.45; margin: .25rem 0; color: var(--dim); }
.facts div { display: flex; flex-wrap: wrap; gap: 0 .5rem; }
.facts dt { min-width: 5rem; }
.facts dd { margin: 0; color: var(--ink); }
details { font-size: .8rem; color: var(--dim); }
details ul { margin: .25rem 0; padding-inline-start: 1.2rem; }
summary { cursor: pointer; }
.pair {
  display: grid; grid-template-columns: minmax(0, 1fr); gap: .1rem 2rem; padding: .35rem 0;
}
.pair:has(> .first) { border-top: 1px solid var(--rule); margin-top: .6rem; padding-top: .8rem; }
.pair:target { outline: 2px solid var(--accent); outline-offset: .3rem; }
.pair p { margin: 0; }
.title { font-weight: bold; }
.boilerplate { font-size: .85rem; color: var(--dim); }
.t { border-inline-start: 3px solid var(--rule); padding-inline-start: .7rem; }
.t.none { color: var(--dim); font-style: italic; }
.suspect { background: var(--suspect); }
.flags { margin: .2rem 0; padding: 0; list-style: none; font-size: .85rem; color: var(--warn); }
[lang|="zh"], [lang|="ja"], [lang|="ko"] { line-height: 1.8; }
[lang|="ar"], [lang|="fa"], [lang|="ur"], [lang|="he"] { line-height: 1.9; }
mark, b.person, b.org, b.loc, b.other {
  color: inherit; font-weight: inherit; border-radius: .2em; padding: 0 .1em;
  border-bottom: 2px solid;
}
.person { background: var(--person); border-bottom-style: solid; }
.org { background: var(--org); border-bottom-style: double; }
.loc { background: var(--loc); border-bottom-style: dotted; }
.other { background: var(--other); border-bottom-style: dashed; }
.names { font-size: .9rem; }
.names ul { list-style: none; padding: 0; }
.names li { margin: .3rem 0; }
small { color: var(--dim); }
footer { font-size: .8rem; color: var(--dim); }
@media (min-width: 46rem) {
  .pair { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .pair > .flags, .pair > .about { grid-column: 1 / -1; }
}
@media print {
  :root {
    --ground: #fff; --ink: #000; --dim: #444; --rule: #bbb; --accent: #000; --suspect: #fff;
    --warn: #000; --person: #fff; --org: #fff; --loc: #fff; --other: #fff;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .pair { break-inside: avoid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .pair > .flags, .pair > .about { grid-column: 1 / -1; }
  article { break-after: page; border: 0; }
  nav { display: none; }
}
"""
