"""What contracts owe the registries: what a merge has to carry over, and where people are held."""

from collections.abc import Iterable
from datetime import datetime

from contracts.imports.expiring import delete_files_with, expire_uploads
from contracts.imports.searching_files import files_with
from contracts.models import (
    Answer,
    Confirmation,
    Contract,
    ContractSupplier,
    ImportAnswer,
    ImportBatch,
    PracticeNote,
    SystemInUse,
)
from contracts.quality.reporting import forget_words
from contracts.sharing import erasing
from thirty3.documents import store
from thirty3.registry import (
    DOCUMENTS,
    HOLDERS,
    JOBS,
    MOVERS,
    TRACES,
    DocumentHolder,
    Mover,
    PeriodicJob,
    PersonalDataHolder,
    Trace,
)


def register() -> None:
    """Fill the registries; called when the app is ready."""
    for mover in (
        Mover(ContractSupplier, "supplier"),
        Mover(Contract.products.through, "product"),
        Mover(Contract.functions.through, "function"),
        Mover(SystemInUse.functions.through, "function"),
        Mover(SystemInUse, "supplier"),
        Mover(SystemInUse, "product"),
        Mover(SystemInUse, "contract"),
        Mover(Contract, "called_off_from"),
        Mover(Contract.predecessors.through, "from_contract"),
        Mover(Contract.predecessors.through, "to_contract"),
        Mover(PracticeNote, "product"),
        Mover(PracticeNote, "function"),
    ):
        MOVERS.register(mover)
    for field, what in (("uploaded_by", "Who uploaded an import"), ("applied_by", "Who applied an import")):
        HOLDERS.register(PersonalDataHolder(ImportBatch, field, what))
    HOLDERS.register(PersonalDataHolder(Confirmation, "by", "Who confirmed a record"))
    HOLDERS.register(PersonalDataHolder(Answer, "by", "Who made an answer to a request for information"))
    HOLDERS.register(PersonalDataHolder(ImportAnswer, "answered_by", "Who decided about an import"))
    TRACES.register(Trace("files in quarantine", files_with, None, on_request=delete_files_with))
    TRACES.register(Trace("documents of notes", erasing.find, erasing.erase))
    JOBS.register(PeriodicJob("uploads that nobody decided on", given_up))
    JOBS.register(PeriodicJob("what was written of problems", lambda now: forget_words(now=now)))
    JOBS.register(PeriodicJob("documents that nothing names", store.delete_dead))
    DOCUMENTS.register(DocumentHolder("notes", documents_of_notes))


def documents_of_notes() -> Iterable[str]:
    """The documents that notes name."""
    return PracticeNote.objects.exclude(stored_as="").values_list("stored_as", flat=True)


def given_up(now: datetime) -> int:
    """Delete the files that have waited for too long, and say how many."""
    expired = expire_uploads(now=now)
    return expired.given_up + expired.dead_files
