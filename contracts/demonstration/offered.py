"""Invented technologies that their makers offer and no authority runs yet."""

from django.utils.text import slugify

from boroughs.reference_rows import Row, load_records
from contracts.demonstration.tables import rows_of
from suppliers.models import Product
from suppliers.names import SupplierNames, fold


def load_offered() -> int:
    """Bring them in once their makers are there; what staff changed or took away stays so."""
    makers = SupplierNames.load(demonstration=True).by_name
    rows = [
        Row(
            slugify(row["product"]),
            {
                "name": row["product"],
                "maker_id": makers[fold(row["maker"])],
                "stage": row["stage"],
                "offered": True,
                "demonstration": True,
            },
            sets={"functions": row["functions"].split()},
        )
        for row in rows_of("demonstration/offered.csv")
        if fold(row["maker"]) in makers
    ]
    return load_records(Product, rows, natural="slug", overwrite=False).created
