"""What a text may name: the pages, templates and problems that there are."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Known:
    """The slugs of pages and templates, and the keys of problems."""

    pages: frozenset[str] = field(default_factory=frozenset)
    templates: frozenset[str] = field(default_factory=frozenset)
    problems: frozenset[str] = field(default_factory=frozenset)
