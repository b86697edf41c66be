"""Records are written in few places, each known here, so that a new one cannot forget the change log."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.sources import ROOT, layer_of, python_files
from tests.logged import record_models

# Modules that write records, or rows that are part of them, and how the log hears of it.
WRITES_RECORDS = {
    "thirty3/history/services.py": "Is the change log: what `recording` and `remove` do.",
    "thirty3/history/many.py": "Is the change log: what `recording_table` does.",
    "thirty3/history/restoring.py": "Puts a state back within what a save of its kind happens in.",
    "thirty3/accounts/rewriting.py": "Takes a text about a person out of records and their history alike.",
    "thirty3/registry.py": "Moves references for a merge, which records what it moves.",
    "thirty3/history/merging/service.py": "Merges records within `recording_table`.",
    "boroughs/merging.py": "Has a function keep names within a merge.",
    "suppliers/merging.py": "Has a technology keep names within a merge.",
    "thirty3/history/merging/rows.py": "Gives rows of a merge back within `recording_table`.",
    "suppliers/identity/merging.py": "Has a supplier keep names and numbers within a merge.",
    "suppliers/identity/owners.py": "Writes owners and the parent within `recording`.",
    "suppliers/identity/rejoining.py": "Puts what was split back within `recording_table`.",
    "suppliers/identity/splitting.py": "Moves what is split within `recording_table`.",
    "toolkit/guidance/admin.py": "Marks pages as checked within `recording`.",
    "boroughs/officers/asking.py": "Gives a role within `recording`.",
    "boroughs/officers/colleagues.py": "Ends a role within `recording`.",
    "boroughs/officers/describing.py": "Writes how to sell within `recording`.",
    "boroughs/reference.py": "Adds skills within `recording_table`.",
    "boroughs/reference_rows.py": "Writes within `recording_table`.",
    "contracts/journeys/writing.py": "Writes journeys and their tasks within `recording`.",
    "contracts/services/confirming.py": "Writes a record's origins within `recording`.",
    "contracts/services/keeping.py": "Writes what officers enter in forms within `editing`.",
    "suppliers/members/colleagues.py": "Changes and ends memberships within `recording`.",
    "suppliers/members/deciding.py": "Lets members in, and makes a supplier, within `recording`.",
    "suppliers/members/withdrawing.py": "Withdraws a profile within `recording`.",
    "contracts/services/ending.py": "Ends what a register leaves out within `editing`.",
    "suppliers/profiles/agreeing.py": "Writes that a reference was declined within `recording`.",
    "suppliers/profiles/evidence.py": "Writes how a claim is known within `recording`.",
    "suppliers/profiles/keeping.py": "Writes what a supplier says of itself within `recording`.",
    "suppliers/profiles/sections/about.py": "Writes a supplier and its spellings within `recording`.",
    "suppliers/profiles/sections/references.py": "Writes references within `recording`.",
    "suppliers/certificates/checking.py": "Writes when a certificate was checked within `recording`.",
    "suppliers/profiles/sections/certifications.py": "Writes certificates within `recording`.",
    "suppliers/profiles/sections/products.py": "Writes products and offers within `recording`.",
    "contracts/offers/confirming.py": "Writes what authorities confirm within `recording`.",
    "contracts/offers/answering.py": "Writes what authorities answer within `recording`.",
    "contracts/offers/uses.py": "Writes claims of use within `recording`.",
    "contracts/offers/places.py": "Writes places on frameworks within `recording`.",
    "suppliers/profiles/sections/size.py": "Writes the figures of a size within `recording`.",
    "suppliers/adding.py": "Makes a supplier or technology within `recording`.",
    "contracts/services/editing.py": "Writes a record's origins within `recording`.",
    "contracts/imports/forgetting/meanings.py": "Makes a supplier or product within `recording`.",
    "contracts/imports/forgetting/service.py": "Removes an alias and moves records within `recording`.",
    "contracts/quality/holding.py": "Writes whether a record is on hold within `recording`.",
    "contracts/quality/reporting.py": "Writes a reported problem within `recording`.",
    "contracts/sharing/erasing.py": "Takes a document off a note within `recording`.",
    "contracts/sharing/writing.py": "Writes notes within `recording`.",
    "contracts/opportunities/asking.py": "Publishes answers within `recording`.",
    "contracts/opportunities/awarding.py": "Publishes awards within `recording`.",
    "contracts/opportunities/barriers.py": "Writes the barrier check within `recording`.",
    "contracts/opportunities/correcting.py": "Corrects notices within `recording`.",
    "contracts/opportunities/importing.py": "Writes what notices say within `recording`.",
    "contracts/opportunities/writing.py": "Writes opportunities within `recording`.",
    "contracts/groups/writing.py": "Writes members and asks of groups within `recording`.",
    "contracts/opinions/disagreeing.py": "Writes disagreements within `recording`.",
    "contracts/demonstration/people.py": "Gives a role of a demonstration within `recording`.",
    "contracts/demonstration/coming.py": "Invents opportunities and a journey within `recording`.",
    "toolkit/calls/examples.py": "Sets worked examples of calls up within `recording`.",
    "toolkit/calls/retention.py": "Writes how many answers were deleted within `recording`.",
    "contracts/imports/setwise/writer.py": "Writes the log's rows by the same statements as the records.",
}
# Modules that write nothing of which history is kept, and what they write.
WRITES_OTHER_THINGS = {
    "contracts/opportunities/asking.py": "questions",
    "contracts/opportunities/following.py": "followers, interest, and that news was sent",
    "contracts/opportunities/news.py": "news",
    "toolkit/calls/answering.py": "answers to calls and their files",
    "toolkit/calls/erasing.py": "files of answers to calls",
    "toolkit/calls/reading.py": "marks and feedback on answers to calls",
    "contracts/answers/keeping.py": "answers to requests for information",
    "toolkit/guidance/documents/open_document.py": "a file, into memory",
    "toolkit/guidance/documents/word.py": "a file, into memory",
    "boroughs/officers/asking.py": "requests for roles",
    "boroughs/officers/colleagues.py": "invitations",
    "suppliers/members/claiming.py": "requests to keep a profile",
    "suppliers/members/forgetting.py": "requests that nobody needs any more",
    "suppliers/members/lookups.py": "what a register says of a request",
    "suppliers/members/proving.py": "codes of requests",
    "suppliers/members/registering.py": "requests to keep a profile",
    "suppliers/certificates/reminding.py": "reminders of certificates",
    "suppliers/profiles/deciding.py": "edits of profiles",
    "suppliers/profiles/forgetting.py": "edits of profiles",
    "suppliers/profiles/saying.py": "edits of profiles",
    "boroughs/reference.py": "spellings of authorities' names",
    "contracts/imports/applying.py": "batches and tombstones",
    "contracts/imports/following_merges.py": "what sources assert",
    "contracts/imports/formats/format.py": "sources",
    "contracts/imports/receiving.py": "batches with their rows and writes",
    "contracts/imports/removing.py": "batches, what sources assert, and sources",
    "contracts/imports/reviewing.py": "batches",
    "contracts/imports/staging.py": "batches with their rows and writes",
    "contracts/imports/tasks.py": "batches",
    "contracts/imports/undoing.py": "batches with their rows and writes",
    "contracts/imports/setwise/ids.py": "the counters from which ids are taken",
    "contracts/listing/publishing.py": "list rows and their drafts",
    "contracts/services/confirming.py": "what officers assert, and that they confirmed",
    "contracts/opinions/publishing.py": "figures of opinions",
    "contracts/quality/reporting.py": "what somebody wrote of a problem",
    "contracts/services/editing.py": "what sources assert, and the source of edits by hand",
    "contracts/services/sources.py": "sources",
    "thirty3/accounts/erasing.py": "sessions, drafts of list rows, and marks of what was erased",
    "thirty3/accounts/models.py": "people",
    "thirty3/accounts/services.py": "people, with the change log",
    "thirty3/accounts/sessions.py": "open sessions",
    "thirty3/accounts/traces.py": "tasks",
    "thirty3/history/models.py": "the change log",
    "thirty3/history/merging/service.py": "merges",
    "thirty3/history/merging/undo.py": "merges",
    "suppliers/identity/duplicates.py": "suppliers that may be one",
    "suppliers/identity/rejoining.py": "splits and merges",
    "suppliers/identity/splitting.py": "splits and merges",
    "thirty3/loading.py": "staging rows and drafts of list rows",
    "thirty3/search/facets.py": "facet bitmaps and stamps",
    "thirty3/search/postgres.py": "text indexes",
    "thirty3/search/sqlite.py": "text indexes",
}
OF_ONE_RECORD = {"save", "delete", "asave", "adelete", "save_base"}
OF_A_QUERY = {"update", "delete", "bulk_create", "bulk_update", "create", "get_or_create", "update_or_create"}
OF_A_SET = {"set", "add", "remove", "clear", "create"}
SQL = ("INSERT INTO", "UPDATE ", "DELETE FROM")


def recorded_names() -> set[str]:
    """The classes of records, and of the rows that are part of one."""
    parts = {
        model._meta.get_field(name).related_model.__name__
        for model in record_models()
        for name in getattr(model, "part_of_record", ())
    }
    return parts | {model.__name__ for model in record_models()}


def set_names() -> set[str]:
    """The names under which records hold sets and child rows, seen from either end."""
    names = {name for model in record_models() for name in getattr(model, "part_of_record", ())}
    for model in record_models():
        for field in model._meta.many_to_many:
            names |= {field.name, field.remote_field.get_accessor_name() or field.name}
    return names


def unmanaged_names() -> set[str]:
    """Classes of models that are no records: writing one by name is no write of a record."""
    return {model.__name__ for model in apps.get_models()} - recorded_names()


def writes(source: str) -> Iterator[tuple[str, ast.AST]]:
    """Everything in a module that may write to a table."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, receiver = node.func.attr, node.func.value
            if (
                name in OF_ONE_RECORD
                or (name in OF_A_QUERY and _is_query(receiver))
                or (name in OF_A_SET and isinstance(receiver, ast.Attribute) and receiver.attr in set_names())
            ):
                yield ast.unparse(node.func), receiver
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(SQL):
            yield node.value, node


def _is_query(node: ast.AST) -> bool:
    """Whether an expression reads like a queryset: something with a manager, or narrowed down."""
    return any(
        isinstance(one, ast.Attribute)
        and one.attr in {"objects", "_default_manager", "_base_manager", "all", "filter", "exclude"}
        for one in ast.walk(node)
    )


def roots(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def writes_of_records(source: str) -> list[str]:
    """Writes that name a record's class, or go through a set or child rows of one."""
    return [
        text
        for text, receiver in writes(source)
        if roots(receiver) & recorded_names()
        or (isinstance(receiver, ast.Attribute) and receiver.attr in set_names())
    ]


def unclear_writes(source: str) -> list[str]:
    """Writes that might be of records: all but those that name another class."""
    return [text for text, receiver in writes(source) if not roots(receiver) & unmanaged_names()]


def product_modules() -> list[str]:
    return [path.as_posix() for path in python_files()]


def test_no_module_writes_that_is_not_known_to() -> None:
    known = {*WRITES_RECORDS, *WRITES_OTHER_THINGS}
    found = {path: unclear_writes((ROOT / path).read_text()) for path in product_modules()}
    assert {path: what for path, what in found.items() if what and path not in known} == {}


def test_no_module_writes_records_but_those_that_keep_the_log() -> None:
    found = {path: writes_of_records((ROOT / path).read_text()) for path in product_modules()}
    assert {path: what for path, what in found.items() if what and path not in WRITES_RECORDS} == {}


@pytest.mark.parametrize("known", [WRITES_RECORDS, WRITES_OTHER_THINGS], ids=["records", "others"])
def test_every_module_on_the_lists_writes_and_has_a_reason(known: dict[str, str]) -> None:
    idle = [path for path in known if not list(writes((ROOT / path).read_text()))]
    assert idle == []
    assert all(known.values())
    assert all(layer_of(Path(path)) for path in known)


@pytest.mark.parametrize(
    "source",
    [
        "Contract.objects.create(title='x')",
        "Contract.objects.filter(pk=1).update(title='x')",
        "Supplier.objects.bulk_create(rows)",
        "SupplierAlias.objects.filter(pk=1).delete()",
        "contract.participants.add(camden)",
        "contract.supplier_links.create(supplier=acme)",
        "function.contracts.clear()",
    ],
)
def test_a_write_of_a_record_is_noticed(source: str) -> None:
    assert writes_of_records(source)
    assert unclear_writes(source)


@pytest.mark.parametrize(
    "source",
    [
        "contract.save()",
        "record.delete()",
        "type(record)._default_manager.filter(pk=1).update(version=2)",
        "model.objects.bulk_update(rows, ['name'])",
        "cursor.execute('DELETE FROM contracts_contract')",
        'run(f"INSERT INTO {table} (id) VALUES (1)")',
    ],
)
def test_a_write_that_may_be_of_a_record_is_noticed(source: str) -> None:
    assert unclear_writes(source)


@pytest.mark.parametrize(
    "source",
    [
        "names.add('x')",
        "facts.update(other)",
        "{}.setdefault('x', set()).update(ids)",
        "ImportBatch.objects.create(file_name='a.csv')",
        "Source.objects.get_or_create(slug='x')",
        "Contract.objects.filter(pk=1).exists()",
    ],
)
def test_what_writes_no_record_is_left_alone(source: str) -> None:
    assert unclear_writes(source) == []
