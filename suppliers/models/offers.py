"""What makers say of their products, and on which frameworks suppliers have a place."""

from typing import ClassVar

from django.db import models

from suppliers.models.products import Product
from suppliers.models.suppliers import Supplier
from thirty3.history.records import Recorded
from thirty3.keys import new_key


class ProductOffer(Recorded):
    """What the maker of a product says of it: how it is run and paid for, and how free data is in it."""

    class Hosting(models.TextChoices):
        SAAS = "saas", "Supplier’s cloud service"
        CLOUD = "cloud", "Authority’s own cloud"
        DATA_CENTRE = "data-centre", "Authority’s own data centre"
        CHOICE = "choice", "The authority chooses"

    class PriceModel(models.TextChoices):
        PER_USER = "per-user", "By user"
        PER_CASE = "per-case", "By case or transaction"
        POPULATION = "population", "By the size of the authority"
        FLAT = "flat", "One price a year"
        ONE_OFF = "one-off", "One price once"
        FREE = "free", "No charge"
        OTHER = "other", "Another model"

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    class ExitHelp(models.TextChoices):
        INCLUDED = "included", "Yes, in the price"
        CHARGED = "charged", "Yes, at a charge"
        NONE = "none", "No"

    # As the profile calls it: the item of its section.
    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    product = models.OneToOneField(Product, models.CASCADE, related_name="offer")
    hosting = models.TextField(choices=Hosting, blank=True)
    price_model = models.TextField(choices=PriceModel, blank=True)
    open_api = models.TextField("open API", choices=Answer, blank=True)
    open_api_url = models.URLField("about the API", blank=True)
    extracts = models.TextField("data extracts", choices=Answer, blank=True)
    extract_formats = models.TextField("formats of extracts", blank=True)
    fees = models.TextField("fees for data or for leaving", choices=Answer, blank=True)
    fees_note = models.TextField("what the fees are for", blank=True)
    exit_help = models.TextField("help on leaving", choices=ExitHelp, blank=True)
    standards = models.TextField(blank=True)

    class Meta:
        verbose_name = "offer of a product"
        verbose_name_plural = "offers of products"

    def __str__(self) -> str:
        return f"{self.product}, as {self.supplier} offers it"


class FrameworkPlace(Recorded):
    """A supplier has a place on a framework, for one of its lots or for all of it."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="+")
    framework = models.TextField()
    lot = models.TextField(blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "place on a framework"
        verbose_name_plural = "places on frameworks"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(framework=""),
                name="framework_place_names_its_framework",
                violation_error_message="Name the framework.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.lot}" if self.lot else self.framework
