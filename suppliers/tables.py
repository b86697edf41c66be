"""The tables of suppliers and products as files."""

from typing import Any

from django.utils.text import slugify
from import_export.fields import Field
from import_export.widgets import Widget

from boroughs.models import Borough, Function
from suppliers.models import Certification, Product, Supplier
from suppliers.names import normal_company_number
from thirty3.history.tables import (
    Choice,
    Day,
    PartResource,
    RecordedResource,
    Reference,
    References,
    YesNo,
    text_of,
)


class CompanyNumber(Widget):  # type: ignore[misc]
    """A company number, its zeros put back, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        number = normal_company_number(text)
        if text and number is None:
            raise ValueError(f"“{text}” is not a company number.")
        return number or ""


class _Slugged(RecordedResource):
    """A table whose rows may leave their slug to us: it follows from the name."""

    demonstration = Field(
        attribute="demonstration", column_name="demonstration", widget=YesNo(), readonly=True
    )

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if "slug" not in (dataset.headers or ()):
            dataset.append_col([""] * len(dataset), header="slug")
        super().before_import(dataset, **kwargs)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        row["slug"] = row.get("slug") or slugify(str(row.get("name") or ""))[:120]


class SupplierTable(_Slugged):
    """Suppliers. Merging two is not done by a file."""

    company_number = Field(attribute="company_number", column_name="company_number", widget=CompanyNumber())
    size = Field(attribute="size", column_name="size", widget=Choice(Supplier.Size))
    is_sme = Field(attribute="is_sme", column_name="is_sme", widget=YesNo(unknown=True))
    is_vcse = Field(attribute="is_vcse", column_name="is_vcse", widget=YesNo(unknown=True))
    home_borough = Field(attribute="home_borough", column_name="home_borough", widget=Reference(Borough))
    # The owner of today, which follows from the owners over time.
    parent = Field(attribute="parent", column_name="parent", widget=Reference(Supplier), readonly=True)

    class Meta(RecordedResource.Meta):
        model = Supplier
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "name",
            "company_number",
            "charity_number",
            "ppon",
            "vat_number",
            "website",
            "size",
            "size_evidence",
            "is_sme",
            "is_vcse",
            "home_borough",
            "parent",
            "demonstration",
        )

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("home_borough", "parent")


class ProductTable(_Slugged):
    """Products with their makers."""

    stage = Field(attribute="stage", column_name="stage", widget=Choice(Product.Stage))
    maker = Field(attribute="maker", column_name="maker", widget=Reference(Supplier))
    functions = Field(attribute="functions", column_name="functions", widget=References(Function))
    successor = Field(attribute="successor", column_name="successor", widget=Reference(Product))

    class Meta(RecordedResource.Meta):
        model = Product
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "name",
            "maker",
            "functions",
            "stage",
            "website",
            "offered",
            "successor",
            "demonstration",
        )

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("maker", "successor").prefetch_related("functions")


class CertificationTable(PartResource):
    """Certificates of suppliers."""

    part_of = "supplier"

    supplier = Field(attribute="supplier", column_name="supplier", widget=Reference(Supplier))
    issued_date = Field(attribute="issued_date", column_name="issued_date", widget=Day())
    expires_date = Field(attribute="expires_date", column_name="expires_date", widget=Day())
    checked_date = Field(attribute="checked_date", column_name="checked_date", widget=Day())

    class Meta(PartResource.Meta):
        model = Certification
        import_id_fields = ("supplier", "scheme", "number")
        fields = ("supplier", "scheme", "number", "issued_date", "expires_date", "checked_date")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("supplier")
