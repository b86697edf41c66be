"""The reference data, and loading it again and again."""

import csv
from collections import Counter

import pytest

from boroughs.boundaries import BOUNDARIES, neighbouring_codes, read_boundaries
from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    LotiMembership,
    Partnership,
    ServiceArea,
    Skill,
)
from boroughs.names import FunctionNames
from boroughs.reference import load_reference, read_table
from thirty3.history.models import Change
from thirty3.history.services import recording, remove
from thirty3.search.models import SameWords

PROTECTIVE = {
    "identity",
    "endpoint-protection",
    "security-operations",
    "siem",
    "network-security",
    "backup",
    "email-filtering",
}
# Words that several functions share because the field uses them so.
SHARED_WORDS = {"social care case management", "revenues and benefits", "revs and bens"}


def changes() -> Counter[str]:
    return Counter(Change.objects.values_list("kind", flat=True))


def test_there_are_33_authorities_each_with_a_code_a_website_and_a_square_of_its_own(reference: None) -> None:
    authorities = list(Borough.objects.authorities())
    assert len(authorities) == 33
    assert {one.gss_code for one in authorities} == {f"E090000{number:02}" for number in range(1, 34)}
    assert len({(one.tile_x, one.tile_y) for one in authorities}) == 33
    assert len({one.short_name for one in authorities}) == 33
    assert all(one.website.startswith("https://") for one in authorities)


def test_twelve_boroughs_and_the_city_are_inner_london(reference: None) -> None:
    rings = Counter(Borough.objects.authorities().values_list("ring", flat=True))
    assert rings == {"inner": 13, "outer": 20}
    # As the Act draws the line, not as statistics do.
    by_slug = {one.slug: one.ring for one in Borough.objects.authorities()}
    assert (by_slug["greenwich"], by_slug["haringey"], by_slug["newham"]) == ("inner", "outer", "outer")


def test_each_authority_has_a_slug_and_a_square_of_the_tile_map_as_published(reference: None) -> None:
    grid = {line["code"]: (int(line["x"]), int(line["y"])) for line in _tile_grid()}
    for authority in Borough.objects.authorities():
        assert (authority.tile_x, authority.tile_y) == grid[authority.gss_code]


def test_neighbours_are_those_that_share_a_stretch_of_boundary(reference: None) -> None:
    code = dict(Borough.objects.values_list("pk", "gss_code"))
    links = Borough.neighbours.through.objects.values_list("from_borough_id", "to_borough_id")
    stored = {(code[one], code[other]) for one, other in links}
    computed = neighbouring_codes(read_boundaries())
    assert len(computed) == 79
    assert stored == computed | {(other, one) for one, other in computed}


def test_the_thames_does_not_part_neighbours(reference: None) -> None:
    havering = Borough.objects.get(slug="havering")
    names = set(havering.neighbours.values_list("slug", flat=True))
    assert names == {"barking-and-dagenham", "redbridge", "bexley"}


def test_other_bodies_are_told_apart_and_housing_companies_know_their_authority(reference: None) -> None:
    others = Borough.objects.exclude(kind=Borough.Kind.AUTHORITY)
    assert set(others.filter(kind="public-body").values_list("slug", flat=True)) == {"gla", "tfl"}
    parents = {
        one.slug: [parent.slug for parent in one.parents.all()] for one in others.filter(kind="controlled")
    }
    assert parents == {
        "barnet-homes": ["barnet"],
        "homes-for-haringey": ["haringey"],
        "lewisham-homes": ["lewisham"],
    }


def test_no_email_domain_passes_for_checked_and_no_loti_membership_is_claimed(reference: None) -> None:
    assert EmailDomain.objects.count() >= 35
    assert not EmailDomain.objects.filter(checked_on__isnull=False).exists()
    assert not LotiMembership.objects.exists()


def test_shared_services_name_their_source_and_the_members_that_it_states(reference: None) -> None:
    assert not Partnership.objects.filter(source_url="").exists()
    gis = Partnership.objects.get(slug="tri-borough-gis")
    assert {str(member.until_date) for member in gis.members.all()} == {"2026-09-30"}
    # Whose back office oneSource is, no page that was read says.
    assert not Partnership.objects.get(slug="onesource").members.exists()


def test_functions_cover_both_sides_and_the_protective_ones_are_marked(reference: None) -> None:
    assert Function.objects.count() >= 130
    assert set(ServiceArea.objects.values_list("side", flat=True)) == {"frontline", "corporate"}
    assert not ServiceArea.objects.filter(functions=None).exists()
    assert set(Function.objects.filter(protective=True).values_list("slug", flat=True)) == PROTECTIVE


def test_national_service_numbers_are_on_the_national_list(reference: None) -> None:
    known = {int(line["LGSL"]) for line in read_table("local-government-services")}
    used = [number for function in Function.objects.all() for number in function.lgsl_ids]
    assert used
    assert set(used) <= known


def test_a_word_means_one_function_unless_the_field_uses_it_for_several(reference: None) -> None:
    shared = {word for word, ids in FunctionNames.load().ids.items() if len(ids) > 1}
    assert shared == SHARED_WORDS


def test_the_first_load_logs_each_record_once(reference: None) -> None:
    assert changes() == {
        "boroughs.borough": Borough.objects.count(),
        "boroughs.servicearea": ServiceArea.objects.count(),
        "boroughs.function": Function.objects.count(),
        "boroughs.emaildomain": EmailDomain.objects.count(),
        "boroughs.partnership": Partnership.objects.count(),
        "boroughs.skill": Skill.objects.count(),
        "search.samewords": SameWords.objects.count(),
    }
    camden = Borough.objects.get(slug="camden")
    logged = Change.objects.of("boroughs.borough", camden.pk).get()
    assert logged.after["name"] == "Camden"
    assert logged.after["neighbours"] == sorted(camden.neighbours.values_list("pk", flat=True))
    assert (logged.version, camden.version) == (1, 1)


def test_a_second_load_changes_nothing(reference: None) -> None:
    before, names = changes(), BoroughName.objects.count()
    assert not [table for table in load_reference() if table.created or table.changed]
    assert (changes(), BoroughName.objects.count()) == (before, names)


def test_a_load_is_a_fixed_number_of_queries(reference: None, django_assert_max_num_queries: type) -> None:
    with django_assert_max_num_queries(90):
        load_reference()


def test_what_staff_changed_stays_and_the_rest_follows_the_files(reference: None) -> None:
    camden = Borough.objects.get(slug="camden")
    with recording(camden, why="Staff know better"):
        camden.formal_name = "Camden Council"
        camden.save()
    Borough.objects.filter(slug="camden").update(website="https://old.example")
    (loaded,) = [table for table in load_reference() if table.table == "authorities"]
    camden.refresh_from_db()
    assert (camden.formal_name, camden.website) == ("Camden Council", "https://www.camden.gov.uk")
    assert (loaded.created, loaded.changed) == (0, 1)


def test_overwriting_resets_what_staff_changed(reference: None) -> None:
    camden = Borough.objects.get(slug="camden")
    with recording(camden):
        camden.formal_name, camden.slug = "Camden Council", "camden-town"
        camden.save()
        camden.neighbours.clear()
    load_reference()
    camden.refresh_from_db()
    assert (camden.slug, camden.neighbours.count(), Borough.objects.count()) == ("camden-town", 0, 38)
    load_reference(overwrite=True)
    camden.refresh_from_db()
    assert (camden.formal_name, camden.slug) == ("London Borough of Camden", "camden")
    assert camden.neighbours.count() == 6


def test_what_staff_renamed_is_still_the_same_record(reference: None) -> None:
    camden, sutton = Borough.objects.get(slug="camden"), Borough.objects.get(slug="sutton")
    area = ServiceArea.objects.get(slug="housing")
    for record in (camden, sutton, area):
        with recording(record):
            record.slug += "-now"
            record.save()
    before = changes()
    assert not [table for table in load_reference() if table.created or table.changed]
    assert changes() == before
    assert camden.neighbours.count() == 6


def test_functions_of_an_area_that_staff_removed_stay_away(reference: None) -> None:
    area = ServiceArea.objects.get(slug="emergency-planning")
    for function in area.functions.all():
        remove(function)
    remove(area)
    load_reference()
    assert not Function.objects.filter(slug="business-continuity").exists()


def test_what_staff_removed_stays_away_until_it_is_overwritten(reference: None) -> None:
    remove(EmailDomain.objects.get(domain="camden.gov.uk"))
    load_reference()
    assert not EmailDomain.objects.filter(domain="camden.gov.uk").exists()
    load_reference(overwrite=True)
    assert [one.slug for one in EmailDomain.objects.get(domain="camden.gov.uk").boroughs.all()] == ["camden"]


def test_a_spelling_that_staff_gave_to_another_stays_with_it(reference: None) -> None:
    hackney = Borough.objects.get(slug="hackney")
    BoroughName.objects.filter(folded="lbi").update(borough=hackney)
    load_reference()
    assert BoroughName.objects.get(folded="lbi").borough == hackney


def test_members_of_a_shared_service_follow_the_file_unless_staff_wrote_them(reference: None) -> None:
    service = Partnership.objects.get(slug="shared-technology-services")
    service.members.all().delete()
    load_reference()
    assert service.members.count() == 3
    with recording(service):
        service.members.filter(borough__slug="brent").delete()
    load_reference()
    assert service.members.count() == 2


@pytest.mark.parametrize("table", ["authorities", "functions", "service-areas", "partnerships", "skills"])
def test_slugs_are_written_once(table: str) -> None:
    slugs = Counter(line["slug"] for line in read_table(table))
    assert max(slugs.values()) == 1


def _tile_grid() -> list[dict[str, str]]:
    with (BOUNDARIES.parent / "london-tile-grid.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))
