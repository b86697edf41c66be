"""Loading the toolkit's texts: again and again, past what staff changed, and not where one is unfit."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from boroughs.reference_rows import BATCH
from tests.toolkit.guidance import texts
from thirty3.history.models import Change
from thirty3.history.services import recording, remove
from toolkit.guidance.fitting import fitting, pages_by_stage
from toolkit.guidance.folder import Folder
from toolkit.guidance.loading import Unfit, load_toolkit
from toolkit.guidance.renamed import renamed
from toolkit.models import Page, Problem, RenderedPage, Resource, Stage

pytestmark = pytest.mark.django_db


def load(**options: bool) -> dict[str, tuple[int, int]]:
    return {one.table: (one.created, one.changed) for one in load_toolkit(folder=texts.a_folder(), **options)}


def test_texts_are_loaded_once_and_stay_as_staff_left_them() -> None:
    assert load()["pages of guidance"] == (2, 0)
    changes = Change.objects.count()
    assert set(load().values()) == {(0, 0)}
    assert Change.objects.count() == changes
    page = Page.objects.get(slug="first-page")
    assert [one.slug for one in page.resources.all()] == ["needs"]
    assert RenderedPage.objects.count() == 2
    assert (Stage.objects.count(), Resource.objects.count(), Problem.objects.count()) == (6, 2, 1)
    with recording(page):
        page.title = "Staff's own title"
        page.save()
    load()
    page.refresh_from_db()
    assert page.title == "Staff's own title"
    assert load(overwrite=True)["pages of guidance"] == (0, 1)
    page.refresh_from_db()
    assert page.title == "Start with what people need"


def a_renamed_folder() -> Folder:
    """The same folder where the first page goes by another name."""
    folder = texts.a_folder()
    folder.pages[0] = replace(folder.pages[0], slug="begin-here")
    text = folder.pages[1].text
    body = text.body.replace("toolkit:first-page", "toolkit:begin-here")
    folder.pages[1] = replace(folder.pages[1], text=replace(text, body=body))
    document = folder.templates[0].text
    body = document.body.replace("toolkit:first-page", "toolkit:begin-here")
    folder.templates[0] = replace(folder.templates[0], text=replace(document, body=body))
    folder.problems[0]["pages"] = ["begin-here", "other-page"]
    folder.renamed["first-page"] = "begin-here"
    return folder


def test_a_page_that_was_renamed_is_the_same_page_and_leaves_no_other_behind() -> None:
    load()
    page = Page.objects.get(slug="first-page")
    with recording(page):
        page.title = "Staff's own title"
        page.save()
    load_toolkit(folder=a_renamed_folder())
    held = Page.objects.get(slug="begin-here")
    assert (held.pk, held.title) == (page.pk, "Staff's own title")
    assert Page.objects.count() == 2
    assert Problem.objects.get().pages == ["begin-here", "other-page"]
    changes = Change.objects.count()
    load_toolkit(folder=a_renamed_folder())
    assert Change.objects.count() == changes


def test_a_page_that_staff_removed_does_not_come_back_by_a_new_name() -> None:
    load()
    remove(Page.objects.get(slug="first-page"))
    load_toolkit(folder=a_renamed_folder())
    assert [page.slug for page in Page.objects.all()] == ["other-page"]
    load_toolkit(folder=a_renamed_folder(), overwrite=True)
    assert {page.slug for page in Page.objects.all()} == {"begin-here", "other-page"}


def test_the_fixtures_are_loaded_over_pages_that_have_their_old_names(client: Client) -> None:
    call_command("load_toolkit", verbosity=0)
    count = Page.objects.count()
    for old, new in renamed().items():
        page = Page.objects.get(slug=new)
        with recording(page, batch=BATCH):
            page.slug = old
            page.save()
    call_command("load_toolkit", verbosity=0)
    assert Page.objects.count() == count
    for old, new in renamed().items():
        page = Page.objects.get(slug=new)
        answer = client.get(reverse("toolkit:page", args=[page.stage.slug, old]))
        assert (answer.status_code, answer["Location"]) == (301, page.get_absolute_url())
    assert client.get("/toolkit/management/never-a-page/").status_code == 404


def test_an_unfit_text_keeps_all_of_them_out() -> None:
    folder = texts.a_folder()
    folder.problems[0]["pages"].append("nowhere")
    with pytest.raises(Unfit, match="nowhere"):
        load_toolkit(folder=folder)
    assert not Page.objects.exists()


def test_what_lies_in_the_fixtures_is_loaded_by_the_command() -> None:
    call_command("load_toolkit", verbosity=0)
    assert Stage.objects.count() == 6


def test_the_command_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "pages" / "design").mkdir(parents=True)
    (tmp_path / "pages" / "design" / "a.md").write_text("No head.")
    with pytest.raises(CommandError, match="to put right"):
        call_command("check_toolkit", tmp_path)


def test_pages_are_found_by_the_moment_of_a_contract() -> None:
    load()
    assert [page.slug for page in fitting("24")] == ["first-page", "other-page"]
    assert fitting("6") == []
    with pytest.raises(ValueError, match="no moment"):
        fitting("7")
    assert [page.slug for page in pages_by_stage()["preparation"]] == ["first-page", "other-page"]
