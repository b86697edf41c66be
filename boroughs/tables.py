"""The reference tables of authorities as files: a column for each fact that staff may write."""

from typing import Any

from import_export.fields import Field

from boroughs.models import Borough, BoroughName, EmailDomain, Function, Partnership, ServiceArea, Skill
from boroughs.names import fold
from thirty3.history.tables import (
    Choice,
    Day,
    RecordedResource,
    Reference,
    References,
    Several,
    TableResource,
    Whole,
    YesNo,
)


def column(name: str, widget: Any, attribute: str = "") -> Field:
    """A column of a table, of the same name as the fact unless another is given."""
    return Field(attribute=attribute or name, column_name=name, widget=widget)


class BoroughTable(RecordedResource):
    """Authorities. Neighbours follow from the boundaries, so no file says them."""

    kind = column("kind", Choice(Borough.Kind))
    ring = column("ring", Choice(Borough.Ring))
    tile_x = column("tile_x", Whole())
    tile_y = column("tile_y", Whole())
    parents = column("parents", References(Borough))

    class Meta(RecordedResource.Meta):
        model = Borough
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "name",
            "formal_name",
            "kind",
            "ring",
            "gss_code",
            "website",
            "short_name",
            "tile_x",
            "tile_y",
            "parents",
        )

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.prefetch_related("parents")


class ServiceAreaTable(RecordedResource):
    """Service areas."""

    side = column("side", Choice(ServiceArea.Side))
    position = column("position", Whole())

    class Meta(RecordedResource.Meta):
        model = ServiceArea
        import_id_fields = ("slug",)
        fields = ("slug", "name", "side", "position")


class FunctionTable(RecordedResource):
    """Functions, with their other names."""

    area = column("area", Reference(ServiceArea))
    synonyms = column("synonyms", Several())
    lgsl_ids = column("lgsl_ids", Several(int, "numbers"))
    protective = column("protective", YesNo())
    position = column("position", Whole())

    class Meta(RecordedResource.Meta):
        model = Function
        import_id_fields = ("slug",)
        fields = ("slug", "name", "area", "protective", "lgsl_ids", "synonyms", "position")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("area")


class PartnershipTable(RecordedResource):
    """Shared services; their members with dates are edited on their own pages."""

    host = column("host", Reference(Borough))
    functions = column("functions", References(Function))
    spellings = column("spellings", Several())

    class Meta(RecordedResource.Meta):
        model = Partnership
        import_id_fields = ("slug",)
        fields = ("slug", "name", "host", "spellings", "functions", "source_url")

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("host").prefetch_related("functions")


class EmailDomainTable(RecordedResource):
    """Domains whose addresses belong to an authority's people."""

    boroughs = column("authorities", References(Borough), "boroughs")
    checked_on = column("checked_on", Day())

    class Meta(RecordedResource.Meta):
        model = EmailDomain
        import_id_fields = ("domain",)
        fields = ("domain", "boroughs", "checked_on")

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        row["domain"] = str(row.get("domain") or "").lower()

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.prefetch_related("boroughs")


class BoroughNameTable(TableResource):
    """Spellings of authorities' names."""

    borough = column("authority", Reference(Borough), "borough")

    class Meta(TableResource.Meta):
        model = BoroughName
        import_id_fields = ("folded",)
        fields = ("spelling", "borough", "folded")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Work out the form that look-ups compare; a file need not know it."""
        if "spelling" in (dataset.headers or ()):
            folded = [fold(str(spelling or "")) for spelling in dataset["spelling"]]
            if "folded" in dataset.headers:
                del dataset["folded"]
            dataset.append_col(folded, header="folded")
        super().before_import(dataset, **kwargs)

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("borough")


class SkillTable(RecordedResource):
    """Disciplines of the skills survey."""

    class Meta(RecordedResource.Meta):
        model = Skill
        import_id_fields = ("slug",)
        fields = ("slug", "name", "group")
