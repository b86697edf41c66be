"""A text of guidance as HTML: once when it is written, and then filled for the day on which it is read.

What is stored holds tokens, links by name and numbers of sources. Tokens are filled, names of pages become
addresses and the list of sources is written when the page is shown, so that nothing stored goes stale by a
date, by a move of a page or by a source that was read again.
"""

import datetime
import hashlib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from toolkit.guidance.pieces import LINK_KINDS
from toolkit.guidance.tokens import EXAMPLE, NOTE, NOTE_AND_STOP, OWN, TOKEN, fill, keys_of
from toolkit.law.figures import sources

# Goes up whenever the same text is to be written as other HTML.
SHAPE: Final = 3
CLASSES: Final = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "table_open": "govuk-table t3-table--dense",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
    "link_open": "govuk-link",
    "blockquote_open": "govuk-inset-text",
}
HEADINGS: Final = {"h2": "govuk-heading-m", "h3": "govuk-heading-s"}
TAGS: Final = {
    *("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "code", "br", "a", "sup", "blockquote", "div"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: Final = {
    "*": {"class"},
    **{"h2": {"id"}, "h3": {"id"}, "a": {"href", "rel", "aria-label"}, "th": {"scope"}, "ol": {"start"}},
    "div": {"role", "aria-label", "tabindex"},
}
NAMED_LINK: Final = re.compile(rf'href="({"|".join(LINK_KINDS)}):([^"]*)"')
IN_WORDS: Final = {
    OWN: "Our own advice or rule: no law says so.",
    EXAMPLE: "Invented for this page, to show how it is done.",
}


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, its headings, and the keys of its sources as they are numbered."""

    html: str
    contents: list[dict[str, Any]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cited:
    """A source as the end of a page lists it; `words` stand where it is no page of anybody's."""

    number: int
    title: str
    url: str = ""
    checked_on: datetime.date | None = None


def made_of(body: str) -> str:
    """What a stored rendering was made of: the text and the shape."""
    return hashlib.sha256(f"{SHAPE}\n{body}".encode()).hexdigest()


def rendered(body: str) -> Rendered:
    """A text that was checked, as HTML."""
    noted: dict[str, Any] = {"sources": []}
    tokens = _PARSER.parse(body, noted)
    contents = _dressed(tokens)
    written = str(_PARSER.renderer.render(tokens, _PARSER.options, noted))
    clean = nh3.clean(
        written, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", *LINK_KINDS}, link_rel=None
    )
    return Rendered(clean, contents, noted["sources"])


def shown(stored: str, day: datetime.date, leads_to: Callable[[str, str], str]) -> SafeString:
    """Stored HTML as it is read on a day. `leads_to` tells the address of a kind of link and a name."""

    def address(link: re.Match[str]) -> str:
        return f'href="{escape(leads_to(link[1], html.unescape(link[2])))}"'

    return mark_safe(NAMED_LINK.sub(address, fill(stored, day, escape)))  # noqa: S308 - clean when stored


def cited(keys: Sequence[str]) -> list[Cited]:
    """The sources of a page in the order of their numbers. One that is no longer known says so."""
    return [_cited(number, key) for number, key in enumerate(keys, start=1)]


def plain(text: str, day: datetime.date) -> str:
    """A short text without sources, its tokens filled: the words of a heading, a cell of a workbook."""
    return re.sub(r"\s+([.,;:!?])", r"\1", fill(NOTE.sub("", text), day)).strip()


def _cited(number: int, key: str) -> Cited:
    if key in IN_WORDS:
        return Cited(number, IN_WORDS[key])
    if key not in sources():
        return Cited(number, f"A source that is no longer listed ({key}).")
    source = sources()[key]
    return Cited(number, source.title, source.url, source.checked_on)


def _note(state: StateInline, silent: bool) -> bool:
    """Takes "[@pa-51; own]" out of a text, as the numbers of its sources."""
    found = NOTE_AND_STOP.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        # The number stands at its word and its stop, and never alone on the next line.
        state.pending = state.pending.rstrip() + found[2]
        state.push("note", "", 0).meta = {"keys": keys_of(found[1])}
    state.pos = found.end()
    return True


def _note_html(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    links = []
    for key in tokens[at].meta["keys"]:
        if key not in env["sources"]:
            env["sources"].append(key)
        number = env["sources"].index(key) + 1
        links.append(
            f'<a class="govuk-link" href="#source-{number}" aria-label="Source {number}">{number}</a>'
        )
    return f'<sup class="t3-note">{" ".join(links)}</sup>'


def _table_begins(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    table = renderer.renderToken(tokens, at, options, env)
    label = escape(tokens[at].meta["label"])
    return f'<div class="t3-scroll" role="region" aria-label="{label}" tabindex="0">{table}'


def _table_ends(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"{renderer.renderToken(tokens, at, options, env)}</div>\n"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "note", _note)
    for name, rule in (("note", _note_html), ("table_open", _table_begins), ("table_close", _table_ends)):
        parser.add_render_rule(name, rule)
    return parser


_PARSER: Final = _parser()


def _dressed(tokens: list[Token]) -> list[dict[str, Any]]:
    """Give every tag its class, and tell the headings."""
    contents: list[dict[str, Any]] = []
    lists: list[Token] = []
    tables = 0
    for at, token in enumerate(tokens):
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        if token.type == "heading_open":
            words = _heading_words(tokens[at + 1])
            anchor = _anchor(words, {one["id"] for one in contents})
            token.attrs = {"class": HEADINGS.get(token.tag, "govuk-heading-s"), "id": anchor}
            contents.append({"level": int(token.tag[1]), "id": anchor, "words": words})
        elif token.type == "table_open":
            tables += 1
            # Each has a name of its own, for those who step from region to region.
            under = contents[-1]["words"] if contents else ""
            token.meta["label"] = f"Table {tables}: {under}" if under else f"Table {tables}"
        elif token.type == "th_open":
            token.attrs = {"class": CLASSES["th_open"], "scope": "col"}
        elif token.type.endswith("_list_open"):
            lists.append(token)
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif token.type == "inline":
            _dress_inline(token)
            if lists and _is_to_do(token):
                lists[-1].attrSet("class", "govuk-list t3-ticks")
    return contents


def _dress_inline(inline: Token) -> None:
    for child in inline.children or ():
        if child.type == "link_open":
            child.attrSet("class", CLASSES["link_open"])
            if str(child.attrGet("href")).startswith("https:"):
                child.attrSet("rel", "external noopener")


def _is_to_do(inline: Token) -> bool:
    """Whether it is an item to tick; its box is drawn by the list, and printed."""
    first = next(iter(inline.children or ()), None)
    if first is None or first.type != "text" or not re.match(r"\[[ xX]\]\s", first.content):
        return False
    first.content = first.content[4:].lstrip()
    return True


def _heading_words(inline: Token) -> str:
    return " ".join("".join(child.content for child in inline.children or ()).split())


def _anchor(words: str, taken: set[str]) -> str:
    """A name in the page that tells what stands there, and that no other heading has."""
    base = f"g-{slugify(TOKEN.sub('', words))[:60].strip('-') or 'part'}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
