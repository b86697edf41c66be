"""The toolkit's own texts: each states its sources, leads where it says, and has all its parts."""

from toolkit.guidance.checking import GUIDES
from toolkit.guidance.folder import faults_of_folder, read_folder
from toolkit.guidance.tokens import OWN, keys_in
from toolkit.law.figures import sources

FOLDER = read_folder()
# What officers need most to start from, by the templates that hold it.
TEMPLATES = {
    *("user-needs-statement", "outcome-specification", "early-engagement-plan", "pipeline"),
    *("contract-register", "api-and-data-clauses", "evaluation-plan", "contract-management-plan"),
    *("continuous-improvement-schedule", "exit-plan", "joint-procurement-memorandum"),
}


def test_every_sentence_that_states_something_says_where_it_stands() -> None:
    assert [str(fault) for fault in faults_of_folder(FOLDER)] == []


def test_there_are_enough_pages_in_every_stage_and_the_templates_that_are_named() -> None:
    assert len(FOLDER.pages) >= 20
    stages = [stage["slug"] for stage in FOLDER.stages]
    assert stages == ["preparation", "strategy", "design", "execution", "management", GUIDES]
    for stage in stages:
        assert len([page for page in FOLDER.pages if page.stage == stage]) >= 3, stage
    assert {template.slug for template in FOLDER.templates} >= TEMPLATES
    assert {"officer", "supplier"} <= {problem["who"] for problem in FOLDER.problems}


def test_every_page_cites_more_than_ourselves() -> None:
    """Keys are no mere ornament: but for a few pages of plain craft each rests on somebody else's text."""
    cited = {page.slug: set(keys_in(page.text.body)) - {OWN, "example"} for page in FOLDER.pages}
    alone = [slug for slug, keys in cited.items() if not keys]
    assert len(alone) <= len(FOLDER.pages) // 4, alone
    assert set().union(*cited.values()) <= set(sources())


def test_every_template_is_used_by_a_page_and_every_moment_has_pages() -> None:
    used = {slug for page in FOLDER.pages for slug in page.text.head.get("templates", [])}
    assert {template.slug for template in FOLDER.templates} <= used
    moments = {moment for page in FOLDER.pages for moment in page.text.head.get("moments", [])}
    assert moments == {"24", "18", "12", "6", "awarded", "in-life"}
