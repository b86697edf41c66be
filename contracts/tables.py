"""The lists of contracts as files: they go out here, and come in as spreadsheets under Imports."""

from typing import Any

from boroughs.models import Borough, Function
from boroughs.tables import column
from contracts.models import Assertion, Contract, ImportBatch, Source, SystemInUse
from suppliers.models import Product, Supplier
from thirty3.history.tables import Reference, References, TableResource


class ContractTable(TableResource):
    """Agreements, a row each."""

    lead_buyer = column("lead_buyer", Reference(Borough))
    participants = column("participants", References(Borough))
    suppliers = column("suppliers", References(Supplier))
    products = column("products", References(Product))
    functions = column("functions", References(Function))

    class Meta(TableResource.Meta):
        model = Contract
        exclude = ("id", "called_off_from", "predecessors", "origins", "visibility")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("lead_buyer").prefetch_related(
            "participants", "suppliers", "products", "functions"
        )


class SystemTable(TableResource):
    """Systems in use, a row each."""

    borough = column("borough", Reference(Borough))
    product = column("product", Reference(Product))
    supplier = column("supplier", Reference(Supplier))
    functions = column("functions", References(Function))
    contract = column("contract", Reference(Contract, "key"))

    class Meta(TableResource.Meta):
        model = SystemInUse
        exclude = ("id", "origins", "visibility")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("borough", "product", "supplier", "contract").prefetch_related(
            "functions"
        )


class SourceTable(TableResource):
    """Sources."""

    borough = column("borough", Reference(Borough))

    class Meta(TableResource.Meta):
        model = Source
        import_id_fields = ("slug",)
        exclude = ("id", "demonstration")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("borough")


class AssertionTable(TableResource):
    """What each source says."""

    source = column("source", Reference(Source))

    class Meta(TableResource.Meta):
        model = Assertion
        exclude = ("id",)

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("source")


class ImportTable(TableResource):
    """Imports, with what became of their rows."""

    source = column("source", Reference(Source))
    borough = column("borough", Reference(Borough))

    class Meta(TableResource.Meta):
        model = ImportBatch
        fields = (
            "key",
            "file_name",
            "status",
            "format",
            "source",
            "borough",
            "rows_read",
            "counts",
            "created_at",
            "applied_at",
            "error",
        )

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("source", "borough")
