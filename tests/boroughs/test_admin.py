"""The staff site for authorities: every write is in the change log, every page answers."""

from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    LotiMembership,
    Officer,
    Partnership,
    PartnershipMember,
    ServiceArea,
    Skill,
    SkillLevel,
)
from suppliers.models import Certification, Product, ProductAlias, Supplier, SupplierAlias
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.models import Change, Tombstone

# What waits to be confirmed lies in the cache, which is a database of its own on SQLite.
pytestmark = pytest.mark.django_db(databases="__all__")

NO_INLINES = {
    f"{prefix}-{field}": "0"
    for prefix in ("spellings", "loti_memberships", "members", "aliases", "certifications", "ownerships")
    for field in ("TOTAL_FORMS", "INITIAL_FORMS")
}
TABLES = [Borough, BoroughName, EmailDomain, Function, Partnership, ServiceArea, Skill]
TABLES += [Supplier, Product, Certification]
LISTS = [Officer, SkillLevel]
OTHERS = [SupplierAlias, ProductAlias]
MODELS = TABLES + LISTS + OTHERS


@pytest.fixture
def person() -> User:
    return staff_member()


@pytest.fixture
def staff(client: Client, person: User) -> Client:
    sign_in(client, person)
    return client


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def fill(count: int) -> None:
    """So many rows of everything, each with its optional facts."""
    start = Borough.objects.count()
    for n in range(start, start + count):
        borough = Borough.objects.create(slug=f"b{n}", name=f"B{n}", formal_name=f"B{n}", kind="authority")
        BoroughName.objects.create(borough=borough, spelling=f"B {n}", folded=f"b {n}")
        LotiMembership.objects.create(borough=borough, since_date="2019-06-01")
        domain = EmailDomain.objects.create(domain=f"b{n}.example")
        domain.boroughs.add(borough)
        area = ServiceArea.objects.create(slug=f"a{n}", name=f"Area {n}", side="frontline")
        function = Function.objects.create(slug=f"f{n}", name=f"F{n}", area=area)
        partnership = Partnership.objects.create(slug=f"p{n}", name=f"P{n}", host=borough)
        PartnershipMember.objects.create(partnership=partnership, borough=borough)
        user = User.objects.create_user(f"officer{n}@b{n}.example")
        Officer.objects.create(user=user, borough=borough)
        skill = Skill.objects.create(slug=f"s{n}", name=f"Skill {n}", group="Data")
        SkillLevel.objects.create(borough=borough, skill=skill, level=2)
        parent = Supplier.objects.create(slug=f"parent-{n}", name=f"Parent {n}")
        supplier = Supplier.objects.create(
            slug=f"s{n}", name=f"Supplier {n}", home_borough=borough, parent=parent, merged_into=parent
        )
        SupplierAlias.objects.create(supplier=supplier, spelling=f"S {n}", folded=f"s {n}")
        Certification.objects.create(supplier=supplier, scheme="Cyber Essentials", number=str(n))
        product = Product.objects.create(slug=f"p{n}", name=f"Product {n}", maker=supplier)
        product.functions.add(function)
        ProductAlias.objects.create(product=product, spelling=f"P {n}", folded=f"p {n}")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_answers(model: type[Model], staff: Client) -> None:
    fill(1)
    record = model._default_manager.order_by("pk").first()
    assert record is not None
    pages = [url(model, "changelist"), url(model, "add"), url(model, "changelist") + "?q=something"]
    pages += [url(model, page, record.pk) for page in ("change", "delete", "history")]
    if model in TABLES + LISTS:
        pages.append(url(model, "export"))
    if model in TABLES:
        pages.append(url(model, "import"))
    for page in pages:
        assert staff.get(page).status_code == 200, page


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_list_needs_the_same_queries_for_2_rows_and_for_40(model: type[Model], staff: Client) -> None:
    counts = []
    for rows in (2, 38):
        fill(rows)
        staff.get(url(model, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(url(model, "changelist")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("model", [*TABLES, *LISTS], ids=lambda model: model._meta.label)
def test_a_download_needs_the_same_queries_for_2_rows_and_for_40(model: type[Model], staff: Client) -> None:
    counts = []
    for rows in (2, 38):
        fill(rows)
        staff.get(url(model, "export"))
        with CaptureQueriesContext(connection) as queries:
            answer = staff.get(url(model, "export"))
        assert answer["Content-Type"].startswith("text/csv")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_model_of_the_lower_apps_that_staff_keep_is_in_the_admin() -> None:
    registered = set(admin.site._registry)
    assert set(MODELS) | {Change} <= registered


def test_adding_changing_and_removing_an_authority_is_logged(staff: Client, person: User) -> None:
    form = {"slug": "camden", "name": "Camden", "formal_name": "Camden", "kind": "authority", **NO_INLINES}
    form |= {"spellings-TOTAL_FORMS": "1", "spellings-0-spelling": "LB Camden"}
    assert staff.post(url(Borough, "add"), form).status_code == 302
    camden = Borough.objects.get()
    assert camden.spellings.get().folded == "lb camden"
    assert (
        staff.post(url(Borough, "change", camden.pk), {**form, **NO_INLINES, "ring": "inner"}).status_code
        == 302
    )
    assert staff.post(url(Borough, "delete", camden.pk), {"post": "yes"}).status_code == 302
    rows = list(Change.objects.of("boroughs.borough", camden.pk).order_by("version"))
    assert [row.action for row in rows] == ["created", "changed", "removed"]
    assert (rows[1].before, rows[1].after) == ({"ring": ""}, {"ring": "inner"})
    assert {(row.actor, row.role) for row in rows} == {(person, "LOTI staff")}
    assert not Borough.objects.exists()


def test_saving_a_form_unchanged_logs_nothing(staff: Client) -> None:
    area = ServiceArea.objects.create(slug="housing", name="Housing", side="frontline")
    form = {"slug": "housing", "name": "Housing", "side": "frontline", "position": "0"}
    assert staff.post(url(ServiceArea, "change", area.pk), form).status_code == 302
    assert not Change.objects.filter(kind="boroughs.servicearea").exists()


def test_sets_and_inline_rows_are_part_of_the_logged_change(staff: Client) -> None:
    fill(2)
    partnership = Partnership.objects.get(slug="p0")
    other = Borough.objects.get(slug="b1")
    member, function = partnership.members.get(), Function.objects.get(slug="f0")
    form = {
        "slug": "p0",
        "name": "P0",
        "spellings": "One; Two",
        "functions": [function.pk],
        "members-TOTAL_FORMS": "2",
        "members-INITIAL_FORMS": "1",
        "members-0-id": member.pk,
        "members-0-partnership": partnership.pk,
        "members-0-borough": member.borough_id,
        "members-0-until_date": "30/09/2026",
        "members-1-partnership": partnership.pk,
        "members-1-borough": other.pk,
    }
    assert staff.post(url(Partnership, "change", partnership.pk), form).status_code == 302
    (change,) = Change.objects.of("boroughs.partnership", partnership.pk)
    assert change.after["functions"] == [function.pk]
    assert change.after["spellings"] == ["One", "Two"]
    assert [row["borough_id"] for row in change.after["members"]] == [member.borough_id, other.pk]
    assert change.after["members"][0]["until_date"] == "2026-09-30"


def test_removing_several_at_once_logs_each(staff: Client) -> None:
    fill(3)
    chosen = list(EmailDomain.objects.order_by("pk").values_list("pk", flat=True)[:2])
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert staff.post(url(EmailDomain, "changelist"), form).status_code == 302
    removed = Change.objects.filter(kind="boroughs.emaildomain", action="removed")
    assert set(removed.values_list("record_id", flat=True)) == set(chosen)
    assert EmailDomain.objects.count() == 1


def test_lists_are_written_with_semicolons(staff: Client) -> None:
    fill(1)
    function = Function.objects.get()
    form = {"slug": "f0", "name": "F0", "area": function.area_id, "position": "0"}
    lists = {"synonyms": "Rents; arrears", "lgsl_ids": "92; 88"}
    assert staff.post(url(Function, "change", function.pk), {**form, **lists}).status_code == 302
    function.refresh_from_db()
    assert (function.synonyms, function.lgsl_ids) == (["Rents", "arrears"], [92, 88])
    assert "Rents; arrears" in staff.get(url(Function, "change", function.pk)).content.decode()
    answer = staff.post(url(Function, "change", function.pk), {**form, "lgsl_ids": "many"})
    assert "“many” is not a number." in answer.content.decode()
    answer = staff.post(url(Function, "change", function.pk), {**form, "synonyms": "Rents; \0"})
    assert "Null characters are not allowed." in answer.content.decode()


def test_a_removed_supplier_leaves_a_tombstone(staff: Client) -> None:
    supplier = Supplier.objects.create(slug="acme", name="Acme")
    assert staff.post(url(Supplier, "delete", supplier.pk), {"post": "yes"}).status_code == 302
    assert Tombstone.objects.get().key == supplier.key


def test_what_others_refer_to_is_not_removed(staff: Client) -> None:
    fill(1)
    area = ServiceArea.objects.get()
    staff.post(url(ServiceArea, "delete", area.pk), {"post": "yes"})
    assert ServiceArea.objects.filter(pk=area.pk).exists()


def test_a_spelling_that_means_another_authority_is_refused_in_words(staff: Client) -> None:
    fill(2)
    form = {"borough": Borough.objects.get(slug="b1").pk, "spelling": "B  0"}
    answer = staff.post(url(BoroughName, "add"), form)
    assert "“B 0” already means B0." in answer.content.decode()


def test_a_suppliers_alias_is_folded_and_keeps_to_its_kind(staff: Client) -> None:
    supplier = Supplier.objects.create(slug="acme", name="Acme", demonstration=True)
    form = {"supplier": supplier.pk, "spelling": "The ACME Company Ltd."}
    assert staff.post(url(SupplierAlias, "add"), form).status_code == 302
    alias = SupplierAlias.objects.get()
    assert (alias.folded, alias.demonstration) == ("acme company", True)


def test_a_company_number_gets_its_zeros_back_or_is_refused(staff: Client) -> None:
    form = {
        "slug": "acme",
        "name": "Acme",
        "company_number": "1234567",
        "is_sme": "unknown",
        "is_vcse": "unknown",
    }
    assert staff.post(url(Supplier, "add"), {**form, **NO_INLINES}).status_code == 302
    assert Supplier.objects.get().company_number == "01234567"
    answer = staff.post(url(Supplier, "add"), {**form, **NO_INLINES, "company_number": "none"})
    assert "Enter a company number" in answer.content.decode()


def import_csv(staff: Client, model: type[Model], text: str) -> tuple[str, str]:
    """Upload a table and confirm it; what the two pages said."""
    file = SimpleUploadedFile("table.csv", text.encode(), "text/csv")
    first = staff.post(url(model, "import"), {"import_file": file, "format": "0"})
    form = first.context.get("confirm_form")
    if form is None:
        return first.content.decode(), ""
    second = staff.post(url(model, "process_import"), form.initial, follow=True)
    return first.content.decode(), second.content.decode()


def test_each_imported_row_that_changes_something_is_logged(staff: Client, person: User) -> None:
    housing = ServiceArea.objects.create(slug="housing", name="Housing", side="frontline")
    repairs = Function.objects.create(slug="repairs", name="Repairs", area=housing)
    kept = Function.objects.create(
        slug="rents", name="Rents", area=housing, synonyms=["arrears"], lgsl_ids=[92]
    )
    table = (
        "slug,name,area,protective,lgsl_ids,synonyms,position\n"
        "repairs,Housing repairs,housing,no,141; 92,repairs; voids,2\n"
        "rents,Rents,housing,no,92,arrears,0\n"
        "backup,Backup,housing,yes,,,3\n"
    )
    import_csv(staff, Function, table)
    repairs.refresh_from_db()
    assert (repairs.name, repairs.lgsl_ids, repairs.synonyms) == (
        "Housing repairs",
        [141, 92],
        ["repairs", "voids"],
    )
    assert Function.objects.get(slug="backup").protective
    logged = Change.objects.filter(kind="boroughs.function")
    made = Function.objects.get(slug="backup").pk
    assert {(one.record_id, one.action, one.actor) for one in logged} == {
        (repairs.pk, "changed", person),
        (made, "created", person),
    }
    assert not logged.filter(record_id=kept.pk).exists()


def test_imported_sets_are_part_of_the_logged_change(staff: Client) -> None:
    fill(2)
    import_csv(staff, EmailDomain, "domain,authorities,checked_on\nB0.example,b0; b1,2026-11-02\n")
    domain = EmailDomain.objects.get(domain="b0.example")
    (change,) = Change.objects.of("boroughs.emaildomain", domain.pk)
    assert change.after == {
        "boroughs": sorted(Borough.objects.values_list("pk", flat=True)),
        "checked_on": "2026-11-02",
    }


@pytest.mark.parametrize(
    ("model", "table", "message"),
    [
        (Function, "slug,name,area\nx,X,nowhere\n", "No service area has the slug “nowhere”."),
        (Function, "slug,name,area,position\nx,X,a0,many\n", "“many” is not a whole number."),
        (Function, "slug,name,area,lgsl_ids\nx,X,a0,1; two\n", "“1; two” is not a list of numbers."),
        (Function, "slug,name,area,protective\nx,X,a0,perhaps\n", "“perhaps” is neither yes nor no."),
        (EmailDomain, "domain,authorities\nx.example,b0; b9\n", "No authority has the slug “b9”."),
        (
            EmailDomain,
            "domain,authorities,checked_on\nx.example,b0,31/04/2026\n",
            "“31/04/2026” is not a date.",
        ),
        (Supplier, "name,company_number\nAcme,TBC\n", "“TBC” is not a company number."),
        (Borough, "slug,name,formal_name,kind\nx,X,X,village\n", "“village” is not one of: authority"),
        (Function, "name,area\nX,a0\n", "The file has no column “slug”"),
        (
            Function,
            "slug,name,area,synonyms\nx,X,a0,rents\0\n",
            "The column “synonyms” holds a null character",
        ),
    ],
)
def test_a_bad_cell_is_named_in_plain_words_and_nothing_is_imported(
    model: type[Model], table: str, message: str, staff: Client
) -> None:
    fill(1)
    before = model._default_manager.count()
    said, _ = import_csv(staff, model, table)
    assert message in said
    assert model._default_manager.count() == before


def test_a_table_that_went_out_comes_in_again_without_a_change(staff: Client) -> None:
    fill(2)
    Supplier.objects.filter(slug="s0").update(name="=cmd()", is_sme=True)
    for model in TABLES:
        answer = staff.get(url(model, "export"))
        import_csv(staff, model, answer.content.decode())
    assert not Change.objects.exclude(kind="accounts.user").exists()
    assert Supplier.objects.get(slug="s0").name == "=cmd()"


def test_the_page_before_an_import_shows_old_beside_new_without_inline_styles(staff: Client) -> None:
    ServiceArea.objects.create(slug="housing", name="Housing", side="frontline")
    said, _ = import_csv(staff, ServiceArea, "slug,name,side\nhousing,<b>Homes</b>,Frontline\n")
    assert "<del>Housing</del> <ins>&lt;b&gt;Homes&lt;/b&gt;</ins>" in said
    assert "style=" not in said


def test_faults_of_a_file_show_no_inner_workings(staff: Client) -> None:
    said, _ = import_csv(staff, ServiceArea, "name,side\nHousing,frontline\n")
    assert "Nothing was imported" in said
    assert "Traceback" not in said


def test_a_download_holds_no_formula(staff: Client) -> None:
    Supplier.objects.create(slug="acme", name="=cmd()")
    answer = staff.get(url(Supplier, "export"))
    assert "'=cmd()" in answer.content.decode()


def test_spellings_come_in_without_their_folded_form(staff: Client) -> None:
    fill(1)
    import_csv(staff, BoroughName, "spelling,authority\nThe B. Nought,b0\n")
    assert BoroughName.objects.get(spelling="The B. Nought").folded == "the b nought"


def test_the_change_log_is_read_and_never_written(staff: Client) -> None:
    area = ServiceArea.objects.create(slug="housing", name="Housing", side="frontline")
    staff.post(url(ServiceArea, "delete", area.pk), {"post": "yes"})
    change = Change.objects.get(kind="boroughs.servicearea")
    assert staff.get(url(Change, "changelist")).status_code == 200
    assert staff.get(url(Change, "change", change.pk)).status_code == 200
    assert staff.get(url(Change, "add")).status_code == 403
    assert staff.post(url(Change, "delete", change.pk), {"post": "yes"}).status_code == 403
