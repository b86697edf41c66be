"""What a merge of suppliers or products has to carry over is known."""

from django.db import models

from boroughs.models import Function
from suppliers.models import Product, Supplier
from thirty3.registry import MOVERS


def test_every_reference_from_here_to_a_supplier_product_or_function_has_a_mover(db: None) -> None:
    referring = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for target in (Supplier, Product, Function)
        for relation in target._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.app_label == "suppliers"
    }
    assert referring == {mover.name for mover in MOVERS if mover.model._meta.app_label == "suppliers"}


def test_an_alias_moves_to_the_supplier_that_is_left(db: None) -> None:
    left = Supplier.objects.create(slug="left", name="Left")
    gone = Supplier.objects.create(slug="gone", name="Gone")
    gone.aliases.create(spelling="Gone", folded="gone")
    assert MOVERS["suppliers.SupplierAlias.supplier"].move(from_id=gone.pk, to_id=left.pk) == 1
    assert left.aliases.get().spelling == "Gone"
