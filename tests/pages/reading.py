"""Reading a page as strictly as a machine can: what is wrong with its HTML, in words."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

# What the parser reports of HTML that the standard allows.
ALLOWED_BY_THE_STANDARD = frozenset({"unexpected-implied-end-tag-in-table-view"})
SITE = "Thirty3"
CONTROLS = ("input", "select", "textarea", "button")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REFERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for")
# Where an empty element is a fault, since it is read out as nothing.
NEVER_EMPTY = ("a", "button", "label", "legend", "summary", "th", "caption", "figcaption", "title", *HEADINGS)


def faults(html: str, *, staff_site: bool = False) -> list[str]:
    """Everything that breaks a rule; nothing, if all is well."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [
        f"line {position[0]}: {PARSE_ERRORS[code] % values}"
        for position, code, values in parser.errors
        if code not in ALLOWED_BY_THE_STANDARD
    ]
    found += list(inline(root))
    found += list(ids(root))
    found += list(unsendable(root))
    if not staff_site:
        found += [*outline(root), *names(root), *head(root)]
    return found


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """The elements with these names, drawings' own among them."""
    return (e for e in root.iter() if isinstance(e.tag, str) and (not tags or named(e) in tags))


def named(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def text(element: Element) -> str:
    """What is read out of an element: its words and the alternatives of its pictures."""
    return " ".join("".join(_words(element)).split())


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("aria-hidden") != "true":
            yield child.get("alt") or ""
            yield from _words(child)
        yield child.tail or ""


def inline(root: Element) -> Iterator[str]:
    """What the policy would refuse, and what would need a script."""
    for e in elements(root):
        if named(e) == "style" or (named(e) == "script" and not e.get("src")):
            yield f"an inline <{named(e)}>"
        for name, value in e.attrib.items():
            if name == "style" or str(name).startswith("on"):
                yield f"<{named(e)} {name}>"
            if name in ("href", "src", "action") and str(value).strip().lower().startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                yield f"<{named(e)} {name}={value[:40]}>"
        source = e.get("src") or (e.get("href") if named(e) == "link" and e.get("rel") != "canonical" else "")
        if source and re.match(r"(https?:)?//", source):
            yield f"<{named(e)}> from elsewhere: {source}"


def ids(root: Element) -> Iterator[str]:
    """Ids stand once, and what refers to one finds it."""
    held = Counter(e.get("id") for e in elements(root) if e.get("id") is not None)
    yield from (f"id {name} stands {count} times" for name, count in held.items() if count > 1)
    yield from (f"id {name!r} is none" for name in held if not name or re.search(r"\s", name))
    for e in elements(root):
        for attribute in REFERS:
            for name in (e.get(attribute) or "").split():
                if name not in held:
                    yield f"<{named(e)} {attribute}={name}> refers to nothing"
        if named(e) == "a" and (e.get("href") or "").startswith("#") and e.get("href")[1:] not in held:
            yield f"a link to {e.get('href')}, which is nowhere"


def unsendable(root: Element) -> Iterator[str]:
    """Forms that the site would refuse, whoever sends them: without a token nothing is accepted."""
    for form in elements(root, "form"):
        tokens = [e for e in elements(form, "input") if e.get("name") == "csrfmiddlewaretoken"]
        if (form.get("method") or "").lower() == "post" and not tokens:
            yield f"the form for {form.get('action') or 'its own page'} has no token"


def outline(root: Element) -> Iterator[str]:
    """One h1, and no level is skipped on the way down."""
    levels = [int(named(e)[1]) for e in elements(root, *HEADINGS)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in zip([1, *levels], levels, strict=False):
        if after > before + 1:
            yield f"h{after} follows h{before}"
    if len(list(elements(root, "main"))) != 1:
        yield "not one main"


def names(root: Element) -> Iterator[str]:
    """Whatever can be used, or is told apart by its name, has one."""
    labelled = {e.get("for"): text(e) for e in elements(root, "label")}
    inside = {id(c) for e in elements(root, "label") for c in elements(e, *CONTROLS)}
    by_id = {e.get("id"): e for e in elements(root) if e.get("id")}
    for e in elements(root, *CONTROLS):
        if e.get("type") == "hidden":
            continue
        by_others = " ".join(text(by_id[n]) for n in (e.get("aria-labelledby") or "").split() if n in by_id)
        own = text(e) if named(e) == "button" else ""
        if not (e.get("aria-label") or by_others or labelled.get(e.get("id")) or id(e) in inside or own):
            yield f"<{named(e)} name={e.get('name')}> has no name"
    for e in elements(root, *NEVER_EMPTY):
        if not (text(e) or e.get("aria-label")):
            yield f"an empty <{named(e)}>"
    yield from (f"<img src={e.get('src')}> has no alt" for e in elements(root, "img") if e.get("alt") is None)
    for e in elements(root, "nav", "section", "aside"):
        if not (e.get("aria-label") or e.get("aria-labelledby")):
            yield f"a <{named(e)}> without a name"
    for e in elements(root, "fieldset"):
        if e.find("legend") is None:
            yield "a fieldset without a legend"


def head(root: Element) -> Iterator[str]:
    """The language, and a title that is the heading and the site."""
    if root.get("lang") != "en":
        yield "no language"
    title = text(next(elements(root, "title"), Element("title")))
    h1 = text(next(elements(root, "h1"), Element("h1")))
    if not (title.removeprefix("Error: ").startswith(h1) and title.endswith(f" - {SITE}")):
        yield f"title {title[:120]!r} of heading {h1[:120]!r}"


def form_of(html: str, form_id: str) -> dict[str, str | list[str]]:
    """What a browser would send of a form as it stands."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    form = next(e for e in elements(root, "form") if e.get("id") == form_id)
    sent: dict[str, str | list[str]] = {}
    for e in elements(form, "input", "textarea", "select"):
        name, kind = e.get("name"), e.get("type")
        if not name or kind in ("submit", "file", "button"):
            continue
        if named(e) == "select":
            chosen = [o.get("value", "") for o in elements(e, "option") if o.get("selected") is not None]
            first = [o.get("value", "") for o in elements(e, "option")][:1]
            sent[name] = chosen if e.get("multiple") is not None else (chosen or first or [""])[0]
        elif named(e) == "textarea":
            sent[name] = (e.text or "").removeprefix("\n")
        elif kind not in ("checkbox", "radio") or e.get("checked") is not None:
            sent[name] = e.get("value", "on" if kind in ("checkbox", "radio") else "")
    return sent
