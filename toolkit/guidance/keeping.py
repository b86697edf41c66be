"""Keeping a page's HTML beside it, and reading it back."""

from toolkit.guidance.rendering import Rendered, made_of, rendered
from toolkit.models import Page, RenderedPage


def keep(page: Page) -> None:
    """Render a page anew where its text is another than what was rendered."""
    stamp = made_of(page.body)
    if RenderedPage.objects.filter(page=page, made_of=stamp).exists():
        return
    one = rendered(page.body)
    facts = {"made_of": stamp, "html": one.html, "contents": one.contents, "sources": one.sources}
    RenderedPage.objects.update_or_create(page=page, defaults=facts)


def kept(page: Page) -> Rendered:
    """A page's HTML. Where what is kept was made of another text, or in another shape, it is made now."""
    held: RenderedPage | None = getattr(page, "rendered", None)
    if held is None or held.made_of != made_of(page.body):
        return rendered(page.body)
    return Rendered(held.html, held.contents, held.sources)
