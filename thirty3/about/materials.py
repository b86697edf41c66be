"""What this site is made of that others made: reference data, drawings and software, with their licences."""

from dataclasses import dataclass
from typing import Final

OPEN_GOVERNMENT_LICENCE: Final = "Open Government Licence v3.0"
LICENCES: Final = {
    OPEN_GOVERNMENT_LICENCE: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "MIT licence": "https://opensource.org/license/mit",
    "ISC licence": "https://opensource.org/license/isc-license-txt",
    "BSD 3-clause licence": "https://opensource.org/license/bsd-3-clause",
    "BSD 2-clause licence": "https://opensource.org/license/bsd-2-clause",
}


@dataclass(frozen=True)
class Material:
    """Something that others made: who, under which licence, what they ask to be said, and what we did to it.

    `folders` are the folders and files of the repository that hold it.
    """

    name: str
    maker: str
    licence: str
    attribution: str
    use: str
    url: str = ""
    folders: tuple[str, ...] = ()

    @property
    def licence_url(self) -> str:
        return LICENCES.get(self.licence, "")


REFERENCE_DATA: Final = (
    Material(
        "Boundaries of the London boroughs and the City",
        "Office for National Statistics",
        OPEN_GOVERNMENT_LICENCE,
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. Contains "
        "OS data © Crown copyright and database right.",
        "Simplified. The boundary map is drawn from them, and which authorities are neighbours is worked out "
        "from them.",
        "https://geoportal.statistics.gov.uk/",
        ("fixtures/boundaries/london-boroughs.geojson", "fixtures/reference/neighbours.csv"),
    ),
    Material(
        "London as 33 squares",
        "After the Flood Ltd",
        "ISC licence",
        "© 2019 After the Flood Ltd.",
        "The tile map, and with it our logo, follow its arrangement.",
        folders=("fixtures/boundaries/london-tile-grid.csv", "static/img", "static/root"),
    ),
    Material(
        "Bank holidays of the United Kingdom",
        "Government Digital Service",
        OPEN_GOVERNMENT_LICENCE,
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "Working days are counted without them, where somebody waits for an answer or for a standstill to "
        "end.",
        "https://www.gov.uk/bank-holidays",
        ("fixtures/reference/bank-holidays.csv",),
    ),
    Material(
        "Codes of the authorities",
        "Office for National Statistics",
        OPEN_GOVERNMENT_LICENCE,
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
        "The code of each authority. Which are inner London follows the London Government Act 1963; names "
        "and websites are the authorities’ own.",
        "https://geoportal.statistics.gov.uk/",
        ("fixtures/reference/authorities.csv",),
    ),
    Material(
        "Spellings of council names",
        "mySociety",
        "MIT licence",
        "Copyright (c) mySociety.",
        "London’s part, so that a register’s own way to write an authority is understood.",
        folders=("fixtures/reference/council-name-spellings.csv",),
    ),
    Material(
        "Local Government Service List",
        "Kept for local government, published in part by GOV.UK",
        OPEN_GOVERNMENT_LICENCE,
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "The numbers beside our own functions.",
        folders=("fixtures/reference/local-government-services.csv",),
    ),
    Material(
        "Common Procurement Vocabulary 2008",
        "European Union, Commission Regulation (EC) No 213/2008",
        "Reuse with acknowledgement, as EUR-Lex allows",
        "© European Union, https://eur-lex.europa.eu.",
        "The part about technology, which says what counts as such, and the names of all divisions.",
        "https://eur-lex.europa.eu/eli/reg/2008/213/oj",
        ("fixtures/reference/cpv-technology.csv", "fixtures/reference/cpv-divisions.csv"),
    ),
)
SOFTWARE: Final = (
    Material(
        "GOV.UK Frontend",
        "Crown copyright, Government Digital Service",
        "MIT licence",
        "Copyright (C) 2017 Crown Copyright (Government Digital Service).",
        "The components of our pages, without GOV.UK’s typeface, crown and header. Thirty3 is no part of it.",
        "https://github.com/alphagov/govuk-frontend",
        ("static/vendor/govuk-frontend",),
    ),
    Material(
        "Django",
        "Django Software Foundation and contributors",
        "BSD 3-clause licence",
        "Copyright (c) Django Software Foundation and individual contributors.",
        "The framework of this service, and the pages of the staff site. Those come with jQuery, Select2 and "
        "XRegExp, each under the MIT licence.",
        "https://www.djangoproject.com/",
    ),
    Material(
        "django-import-export",
        "Its authors and contributors",
        "BSD 2-clause licence",
        "Copyright (c) its authors and contributors.",
        "Tables in and out of the staff site.",
        "https://github.com/django-import-export/django-import-export",
    ),
)
