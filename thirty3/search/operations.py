"""Migration operations: the text index of a kind of record."""

from collections.abc import Callable
from typing import Any

from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory

from thirty3.audiences import Audience
from thirty3.search.index import ENGINES, Engine, TextIndex


class CreateTextIndex(Operation):
    """Makes the text indexes of a kind of record, one for each audience."""

    reversible = True
    category = OperationCategory.ADDITION

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model has these tables: only `TextIndex` reads and writes them."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._execute(app_label, schema_editor, self.forwards(ENGINES[schema_editor.connection.vendor]))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._execute(app_label, schema_editor, self.backwards(ENGINES[schema_editor.connection.vendor]))

    def forwards(self, engine: Engine) -> Callable[[str], list[str]]:
        return engine.create

    def backwards(self, engine: Engine) -> Callable[[str], list[str]]:
        return engine.drop

    def describe(self) -> str:
        return f"Create the text indexes of {self.kind}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.kind}_text_index"

    def _execute(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, sql: Callable[[str], list[str]]
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        for audience in Audience:
            for statement in sql(TextIndex(self.kind, audience).table):
                schema_editor.execute(statement, params=None)


class CreateVocabulary(CreateTextIndex):
    """Has the text indexes of a kind of record tell which words are in them, and in how many records."""

    def forwards(self, engine: Engine) -> Callable[[str], list[str]]:
        return engine.create_words

    def backwards(self, engine: Engine) -> Callable[[str], list[str]]:
        return engine.drop_words

    def describe(self) -> str:
        return f"Create the vocabularies of {self.kind}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.kind}_vocabulary"


class CreateAnew(CreateTextIndex):
    """Makes the text indexes and vocabularies of a kind of record anew and empty, in today's form.

    The form of the lists (`Searchable.shape`) must move with it, so that they are filled again.
    """

    def forwards(self, engine: Engine) -> Callable[[str], list[str]]:
        return lambda table: [
            *engine.drop_words(table),
            *engine.drop(table),
            *engine.create(table),
            *engine.create_words(table),
        ]

    def backwards(self, engine: Engine) -> Callable[[str], list[str]]:
        """The form is the code's: going back leaves what stands."""
        return lambda table: []

    def describe(self) -> str:
        return f"Create the text indexes of {self.kind} anew"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.kind}_text_index_anew"
