"""The known columns of a table of contracts."""

from typing import Final

from contracts.imports.fields.contract_terms import TERMS
from contracts.imports.fields.field import Field, Reading, also, key_field
from contracts.models import Contract

WHO: Final = (
    Field(
        "borough",
        "contract",
        "Borough",
        "boroughs",
        "The authority that buys. Where several buy together, name the lead first.",
        "Names of authorities, with a semicolon between two",
        "Camden; Islington",
        also(
            "authority_slug; boroughs; authority; local authority; council; lead authority; buyers; "
            "contracting authority; lead buyer; lead borough; client organisation; public body; "
            "lead organisation"
        ),
    ),
    Field(
        "buyer_named",
        "contract",
        "Buyer as named",
        "line",
        synonyms=also("buyer; organisation name; organisation; buyer name; purchaser"),
        in_workbook=False,
        otherwise="borough",
    ),
    Field(
        "shared_with",
        "contract",
        "Shared with",
        "boroughs",
        "Other authorities that buy under the same contract.",
        "Names of authorities, with a semicolon between two",
        "Lewisham; Southwark",
        also("participants; partners; other authorities; participating authorities; joint with"),
    ),
    Field(
        "department",
        "contract",
        "Department",
        "line",
        "The department responsible for the contract.",
        "Text. A department, not a person",
        "Housing",
        also(
            "dept; directorate; local authority department responsible; department responsible; "
            "responsible department; service; service department; division; business unit; directorate "
            "service; service unit; team; business area; portfolio; service directorate; council "
            "department; owning department; client department; division department"
        ),
    ),
)

WHAT: Final = (
    Field(
        "reference",
        "contract",
        "Reference",
        "code",
        "Your own number for the contract. Lots and call-offs may share one.",
        "Text",
        "CON-1042",
        also(
            "ref; reference number; contract reference; contract ref; contract number; reference no; "
            "contract id; contract reference number; ref no; agreement reference; contract no; agreement "
            "number; agreement no; unique reference; unique reference number; urn; project reference; "
            "tender reference; procurement reference; dn number; register reference; unique id; contract "
            "register reference; po number; purchase order number; record id; system reference; register "
            "number; contract register number; contract code"
        ),
    ),
    Field(
        "title",
        "contract",
        "Title",
        "title",
        "What the contract is called.",
        "Text. Every row needs it",
        "Housing management system",
        also(
            "contract name; contract title; title of agreement; agreement title; agreement; name of "
            "contract; contract; title of contract; project title; project name; tender title; procurement "
            "title; subject; contract subject; contract title description; activity title; work title; "
            "title description; name; contract agreement title; procurement name; contract name description; "
            "contract name and description; title and description"
        ),
        required=True,
    ),
    Field(
        "description",
        "contract",
        "Description",
        "text",
        "What is bought, in a sentence or two.",
        "Text, without names, telephone numbers or e-mail addresses of people",
        "Licences, hosting and support for the housing management system",
        also(
            "description of the goods and or services; description of the goods and or services being "
            "provided; description of goods and services; contract description; goods or services; goods "
            "services; details; description of the goods and services; description of contract; summary; "
            "description of goods and or services; goods and services; scope; purpose; nature of contract; "
            "what is being bought; detail; further details; detail of goods services; "
            "description of services; description of requirement; contract summary; contract scope"
        ),
        otherwise="title",
    ),
    Field(
        "service_area",
        "contract",
        "Service area",
        "names",
        "The field of the authority's work that it serves.",
        "A service area of Thirty3",
        "Housing",
        also("service areas; area of service"),
    ),
    Field(
        "function",
        "contract",
        "Function",
        "names",
        "What the authority does with it.",
        "Functions of Thirty3, with a semicolon between two",
        "Housing management",
        also("functions; business function; service function"),
    ),
    Field(
        "system",
        "contract",
        "System",
        "systems",
        "The product or products bought, as their maker calls them.",
        "Names, with a semicolon between two",
        "Exampleworks Housing",
        also("product; products; systems; software; application; system name; product name"),
    ),
    Field(
        "manufacturer",
        "contract",
        "Manufacturer",
        "makers",
        "Who makes the system. It is often not who sells it.",
        "A name",
        "Exampleworks Limited",
        also("maker; publisher of software; software vendor; developer; software publisher"),
    ),
    Field(
        "cpv",
        "contract",
        "CPV codes",
        "cpv",
        "Codes of the Common Procurement Vocabulary.",
        "Eight digits, with a semicolon between two",
        "48000000; 72260000",
        also(
            "cpv; cpv code; cpv codes; cpv label; cpv category; main cpv; cpv classification; common "
            "procurement vocabulary; cpv code and description"
        ),
    ),
    Field(
        "ocid",
        "contract",
        "Open Contracting ID",
        "ocid",
        "The number of the procurement on Find a Tender or Contracts Finder.",
        "Text that begins “ocds-”",
        "ocds-h6vhtk-0a1b2c",
        also("ocid; open contracting identifier; open contracting id; oc id"),
    ),
    Field(
        "notice_id",
        "contract",
        "Notice or decision",
        "notice_id",
        synonyms=also(
            "notice id; notice identifier; notice reference; contracts finder reference; find a tender "
            "reference; fts reference; ojeu reference; contract notice number"
        ),
        in_workbook=False,
    ),
    Field(
        "category",
        "contract",
        "Category",
        "line",
        synonyms=also(
            "contract category; category name; service category; service category label; procurement "
            "category; spend category; commodity; commodity code; category description; classification; "
            "proclass; proclass label; proclass category; proclass code; category of spend; category level "
            "1; sub category"
        ),
        in_workbook=False,
    ),
    Field(
        "agreement_kind",
        "contract",
        "Kind of agreement",
        "agreement_kind",
        "Contract if you say nothing.",
        "One of the list",
        "Call-off from a framework",
        also("kind; contract type; agreement type; type of contract; type of agreement"),
        choices=tuple(label for value, label in Contract.Kind.choices if value != Contract.Kind.SPEND),
    ),
)

SELLER: Final = (
    Field(
        "supplier",
        "contract",
        "Supplier",
        "suppliers",
        "The firm that holds the contract. If it sells somebody else's system, name the seller here.",
        "Names, with a semicolon between two. “Withheld: reason” where you may not say",
        "Exampleworks Limited",
        also(
            "supplier name; suppliers; supplier name and details; contractor; supplier reseller; name of "
            "supplier; contractor name; provider; supplier s; awarded supplier; vendor; vendor name; "
            "awarded to; successful supplier; winning supplier; successful tenderer; successful bidder; "
            "company; company name; supplier contractor; contractor supplier; service provider; appointed "
            "supplier; appointed contractor; awarded contractor; name of supplier or contractor; supplier "
            "company; supplier details; firm; contracted supplier; awarded supplier name; name of "
            "provider; name of company"
        ),
    ),
    Field(
        "registration_number",
        "contract",
        "Company or charity number",
        "registration_number",
        "The supplier's number at Companies House or the Charity Commission.",
        "Text, so that no leading 0 is lost",
        "01234567",
        also(
            "registration number; charity number; registered number; supplier registration number; sme "
            "vcse registration number; charity or company number; company charity number"
        ),
        (
            Reading(
                also(
                    "company number; supplier company number; company registration number; companies house "
                    "number; company reg no; crn; supplier company registration number"
                ),
                kind="company_number",
            ),
        ),
    ),
    Field(
        "sme",
        "contract",
        "SME",
        "sme",
        "Was the supplier a small or medium-sized enterprise at award (fewer than 250 staff)?",
        "Yes or No",
        "Yes",
        also("is sme; supplier sme; small or medium enterprise; sme status"),
        choices=("Yes", "No"),
    ),
    Field(
        "vcse",
        "contract",
        "VCSE",
        "vcse",
        "Was the supplier a voluntary, community or social enterprise at award?",
        "Yes or No",
        "No",
        also("is vcse; supplier vcse; vco; voluntary or community sector; vcse type"),
        choices=("Yes", "No"),
    ),
    Field(
        "sme_or_vcse",
        "contract",
        "SME or VCSE",
        "sme_vcse",
        synonyms=also("sme vcse; sme and or vcse; supplier type; supplier size"),
        in_workbook=False,
    ),
)

ABOUT_THE_ROW: Final = (
    Field(
        "links",
        "contract",
        "Links",
        "urls",
        "Addresses of the notice, the decision or the contract.",
        "Addresses that begin http:// or https://, with a space between two",
        "https://www.example.gov.uk/decisions/1042",
        also(
            "link; document link; contract document url; tender document url; documents; notice url; link "
            "to notice; web link"
        ),
    ),
    Field(
        "notes",
        "contract",
        "Notes",
        "text",
        "Anything else worth knowing.",
        "Text, without names, telephone numbers or e-mail addresses of people",
        "Moves to the supplier's cloud in 2027",
        also(
            "note; comments; comment; remarks; additional information; further information; other "
            "information; additional comments; additional notes; general comments; further comments; other "
            "comments"
        ),
    ),
    Field("evidence", "contract", "Evidence", "line", synonyms=also("award_evidence"), in_workbook=False),
    Field(
        "source_url",
        "contract",
        "Source address",
        "url",
        synonyms=also("source; source link"),
        in_workbook=False,
    ),
    Field("publisher", "contract", "Publisher", "line", in_workbook=False),
    Field(
        "as_at",
        "contract",
        "As at",
        "date_first",
        "The day on which this row was true.",
        "A day, a month or a year",
        "30/09/2026",
        also("page_date; as at date; data as at; true on"),
    ),
)

CONTRACT_FIELDS: Final = (*WHO, *WHAT, *SELLER, *TERMS, *ABOUT_THE_ROW, key_field("contract"))
