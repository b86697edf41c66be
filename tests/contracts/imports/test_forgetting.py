"""An alias that was a mistake is forgotten together with the rows that it decided."""

import pytest

from contracts.imports.answers import choose_name
from contracts.imports.deciding import open_names
from contracts.imports.forgetting.service import NoLongerKnown, forget_alias, preview
from contracts.imports.receiving import apply, read
from contracts.models import Assertion, Contract, ImportAnswer, ImportBatch, Rank, SystemInUse
from contracts.services.editing import editing
from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias
from tests import factories
from tests.importing import CONTRACT, counted, csv_file, imported, staged
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.search.facets import facets

pytestmark = pytest.mark.django_db
SPELLING = "Quillbrook Software"


@pytest.fixture(autouse=True)
def known():
    factories.borough("Camden")
    return factories.supplier("Quillbrook Housing Software Limited")


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="register.csv"):
        return csv_file(tmp_path / name, [CONTRACT | row for row in rows])

    return write


@pytest.fixture
def systems(tmp_path):
    def write(*rows):
        said = {"borough": "Camden", "function": "", "hosting": "SaaS", "status": "Live"}
        return csv_file(tmp_path / "systems.csv", [said | row for row in rows])

    return write


def chosen(path, answer, **stated):
    """The file, applied with this answer to every name that is in doubt in it."""
    batch = staged(path, **stated)
    for name in open_names(batch):
        choose_name(batch=batch, kind=name.kind, folded=name.folded, answer=answer.key)
    return apply(batch=read(batch=ImportBatch.objects.get(pk=batch.pk)))


def alias_of(spelling=SPELLING):
    return SupplierAlias.objects.get(spelling=spelling)


def sellers():
    return dict(Contract.objects.values_list("reference", "suppliers__name"))


def asserted(contract):
    [said] = Assertion.objects.filter(record_kind="contracts.contract", record_id=contract.pk)
    return [link["supplier_id"] for link in said.values["supplier"]["supplier_links"]]


def test_what_the_alias_decided_moves_to_the_supplier_of_just_that_name(file, known):
    chosen(
        file(
            {"reference": "1", "title": "One", "supplier": SPELLING},
            {"reference": "2", "title": "Two", "supplier": "Quillbrook Housing Software Ltd"},
        ),
        known,
    )
    # Without anybody being asked: the alias stands.
    imported(file({"reference": "3", "title": "Three", "supplier": SPELLING}, name="later.csv"))

    done = forget_alias(alias=alias_of())

    assert sellers() == {"1": SPELLING, "2": known.name, "3": SPELLING}
    assert (done.contracts, done.systems, done.made) == (2, 0, [SPELLING])
    new = Supplier.objects.get(name=SPELLING)
    assert asserted(Contract.objects.get(reference="1")) == [new.pk]
    assert asserted(Contract.objects.get(reference="2")) == [known.pk]
    assert alias_of().supplier == new


def test_everything_that_moved_is_in_the_change_log_with_who_and_why(file, known, django_user_model):
    chosen(file({"supplier": SPELLING}), known)
    actor = django_user_model.objects.create(email="ada@loti.example", is_staff=True)

    forget_alias(alias=alias_of(), actor=actor)

    why = f"“{SPELLING}” no longer means {known.name}"
    told = Change.objects.filter(actor=actor, why=why)
    assert sorted(told.values_list("kind", "action")) == [
        ("contracts.contract", "changed"),
        ("suppliers.supplier", "changed"),
        ("suppliers.supplier", "created"),
    ]
    change = told.get(kind="contracts.contract")
    new = Supplier.objects.get(name=SPELLING)
    assert [link["supplier_id"] for link in change.before["supplier_links"]] == [known.pk]
    assert [link["supplier_id"] for link in change.after["supplier_links"]] == [new.pk]


def test_lists_and_search_follow(file, known, client):
    chosen(file({"supplier": SPELLING}), known)
    contract = Contract.objects.get()

    forget_alias(alias=alias_of())

    held = facets("contract", Audience.PUBLIC).bits["supplier"]
    new = Supplier.objects.get(name=SPELLING)
    assert contract.pk in list(held[new.slug])
    assert contract.pk not in list(held.get(known.slug, ()))
    for words, found in ((SPELLING, True), ("Limited", False)):
        page = client.get("/contracts/", {"q": words}).content.decode()
        assert (contract.key in page) is found


def test_the_same_file_read_again_says_nothing_new(file, known):
    path = file({"supplier": SPELLING})
    chosen(path, known)
    forget_alias(alias=alias_of())

    again = apply(batch=staged(path))

    assert counted(again) == {"unchanged": 1}
    assert sellers() == {"CON-1": SPELLING}
    assert not known.aliases.filter(spelling=SPELLING).exists()


def test_a_name_that_decided_nothing_is_asked_about_again(file, known):
    known.aliases.create(spelling=SPELLING, folded="quillbrook software")

    done = forget_alias(alias=alias_of())

    assert (done.contracts, done.made) == (0, [])
    assert not Supplier.objects.filter(name=SPELLING).exists()
    assert [name.name for name in open_names(staged(file({"supplier": SPELLING})))] == [SPELLING]


def test_a_supplier_that_is_known_by_just_that_name_takes_it_all(file, known):
    known.aliases.create(spelling=SPELLING, folded="quillbrook software")
    imported(file({"supplier": SPELLING}))
    right = factories.supplier("Quillbrook Software Ltd")

    done = forget_alias(alias=alias_of())

    assert done.made == []
    assert sellers() == {"CON-1": right.name}


def test_what_somebody_said_by_hand_stays_and_files_still_say_what_they_say(file, known):
    chosen(file({"supplier": SPELLING}), known)
    contract = Contract.objects.get()
    with editing(contract):
        contract.supplier_links.update(sme_at_award=True)

    forget_alias(alias=alias_of())

    assert sellers() == {"CON-1": known.name}
    said = Assertion.objects.filter(record_id=contract.pk, record_kind="contracts.contract")
    new = Supplier.objects.get(name=SPELLING)
    by_rank = {one.rank: one.values["supplier"]["supplier_links"][0]["supplier_id"] for one in said}
    assert by_rank.pop(Rank.OFFICER) == known.pk
    assert list(by_rank.values()) == [new.pk]


def test_a_company_number_decides_before_any_alias(file, known):
    factories.change(known, company_number="01234567")
    known.aliases.create(spelling=SPELLING, folded="quillbrook software")
    imported(file({"supplier": SPELLING, "registration_number": "01234567"}))

    assert preview(alias_of()).moving == []
    assert forget_alias(alias=alias_of()).contracts == 0
    assert sellers() == {"CON-1": known.name}


def test_a_contract_of_two_suppliers_keeps_the_one_that_was_named_rightly(file, known):
    chosen(file({"supplier": f"Quillbrook Housing Software Ltd; {SPELLING}"}), known)
    assert Contract.objects.get().suppliers.get() == known

    imported(file({"reference": "2", "title": "Two", "supplier": f"Acme Limited; {SPELLING}"}, name="2.csv"))
    forget_alias(alias=alias_of())

    second = Contract.objects.get(reference="2").suppliers
    assert sorted(second.values_list("name", flat=True)) == ["Acme Limited", SPELLING]


def test_names_that_the_rule_took_for_the_alias_move_with_it(file, known):
    chosen(file({"supplier": SPELLING}), known)
    imported(file({"reference": "2", "title": "Two", "supplier": "Quillbrook Softwares"}, name="2.csv"))
    assert set(sellers().values()) == {known.name}

    forget_alias(alias=alias_of())

    assert sellers() == {"CON-1": SPELLING, "2": SPELLING}


def test_a_system_moves_with_the_supplier_that_its_row_names(systems, known):
    known.aliases.create(spelling=SPELLING, folded="quillbrook software")
    imported(systems({"system": "Homes", "supplier": SPELLING}, {"system": "Rents", "supplier": known.name}))

    done = forget_alias(alias=alias_of())

    assert done.systems == 1
    held = dict(SystemInUse.objects.values_list("product__name", "supplier__name"))
    assert held == {"Homes": SPELLING, "Rents": known.name}


def test_an_answer_about_a_file_that_waits_is_taken_back_and_the_file_is_read_again(file, known):
    chosen(file({"supplier": SPELLING}), known)
    relied = staged(file({"reference": "2", "title": "Two", "supplier": SPELLING}, name="2.csv"))
    choose_name(batch=relied, kind="supplier", folded="quillbrook software", answer=known.key)

    done = forget_alias(alias=alias_of())

    assert done.read_again == [relied.key]
    assert not ImportAnswer.objects.filter(batch=relied).exists()
    apply(batch=read(batch=relied))
    assert sellers() == {"CON-1": SPELLING, "2": SPELLING}
    assert not known.aliases.filter(spelling=SPELLING).exists()


def test_an_answer_that_a_name_is_new_stays(file, known):
    known.aliases.create(spelling=SPELLING, folded="quillbrook software")
    batch = staged(file({"supplier": SPELLING}))
    choose_name(batch=batch, kind="supplier", folded="quillbrook software", answer="new")

    forget_alias(alias=alias_of())

    assert ImportAnswer.objects.get(batch=batch).answer == "new"


def test_an_alias_is_forgotten_once(known):
    alias = known.aliases.create(spelling=SPELLING, folded="quillbrook software")
    forget_alias(alias=SupplierAlias.objects.get(pk=alias.pk))

    with pytest.raises(NoLongerKnown):
        forget_alias(alias=alias)


def test_demonstration_names_and_real_ones_do_not_move_each_other(file, known):
    chosen(file({"supplier": SPELLING}), known)
    invented = factories.supplier("Quillbrook of the demonstration", demonstration=True)
    alias = invented.aliases.create(spelling=SPELLING, folded="quillbrook software", demonstration=True)

    assert forget_alias(alias=alias).contracts == 0
    assert sellers() == {"CON-1": known.name}


def test_the_preview_names_records_by_authority_and_where_they_go(file, known):
    chosen(file({"supplier": SPELLING}), known)

    found = preview(alias_of())

    assert [(str(b), list(map(str, records))) for b, records in found.moving] == [
        ("Camden", ["Housing system"])
    ]
    assert (found.known, found.new) == ([], [SPELLING])
    assert sellers() == {"CON-1": known.name}


class TestProducts:
    """The same of technologies, on contracts and on systems in use."""

    SLIP = "Northgate Housng"

    @pytest.fixture
    def northgate(self):
        return factories.product("Northgate Housing")

    def forget(self):
        return forget_alias(alias=ProductAlias.objects.get(spelling=self.SLIP))

    def test_a_system_moves_to_the_product_of_just_that_name(self, systems, northgate):
        path = systems({"system": self.SLIP})
        chosen(path, northgate)
        assert SystemInUse.objects.get().product == northgate

        done = self.forget()

        assert (done.systems, done.made) == (1, [self.SLIP])
        assert SystemInUse.objects.get().product == Product.objects.get(name=self.SLIP)
        assert counted(apply(batch=staged(path))) == {"unchanged": 1}
        assert not northgate.aliases.exists()

    def test_a_contract_moves_and_one_that_names_the_product_itself_stays(self, file, northgate):
        path = file(
            {"reference": "1", "title": "One", "system": self.SLIP},
            {"reference": "2", "title": "Two", "system": "Northgate Housing"},
            {"reference": "3", "title": "Three", "system": f"{self.SLIP}; Northgate Housing"},
        )
        chosen(path, northgate)

        done = self.forget()

        held = {c.reference: sorted(map(str, c.products.all())) for c in Contract.objects.all()}
        assert done.contracts == 2
        assert held == {
            "1": [self.SLIP],
            "2": ["Northgate Housing"],
            "3": ["Northgate Housing", self.SLIP],
        }
        assert counted(apply(batch=staged(path))) == {"unchanged": 3}

    def test_of_two_systems_in_one_row_the_one_moves_that_was_named_so(self, systems, northgate):
        chosen(systems({"system": f"{self.SLIP}; Northgate Housing"}), northgate)
        assert SystemInUse.objects.filter(product=northgate).count() == 2

        assert self.forget().systems == 1
        held = SystemInUse.objects.values_list("product__name", flat=True)
        assert sorted(held) == ["Northgate Housing", self.SLIP]

    def test_a_waiting_file_that_relied_on_it_is_read_again(self, file, systems, northgate):
        chosen(systems({"system": self.SLIP}), northgate)
        one = staged(file({"system": self.SLIP}))
        staged(file({"system": "Homes"}, name="other.csv"))

        assert self.forget().read_again == [one.key]
