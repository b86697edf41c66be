"""Which functions the words of a file mean."""

import pytest

from boroughs.models import ServiceArea
from boroughs.names import FunctionNames

# Every word for a function in the two files of real agreements and systems, and what it means.
REAL = {
    "outsourced IT, customer services, revenues and benefits, HR and finance": [
        "it-managed-services",
        "crm",
        "council-tax",
        "business-rates",
        "housing-benefit",
        "hr-and-payroll",
        "finance-erp",
    ],
    "productivity and licensing": ["productivity-suite"],
    "productivity and licensing support": ["productivity-suite"],
    "productivity and licensing; cloud hosting": ["productivity-suite", "hosting"],
    "productivity and identity management": ["productivity-suite", "identity"],
    "transport route planning": ["passenger-transport"],
    "e-marketplace and brokerage": ["brokerage-and-e-marketplace"],
    "early years funding": ["early-years-funding"],
    "facilities management": ["cafm"],
    "property management": ["corporate-assets"],
    "parking and traffic enforcement": ["parking-enforcement", "traffic-enforcement"],
    "parking and civil enforcement": ["parking-enforcement"],
    "cashless parking": ["cashless-parking"],
    "ANPR and traffic enforcement": ["traffic-enforcement"],
    "cloud hosting": ["hosting"],
    "technical standards information service": ["information-services"],
    "GIS and mapping": ["gis"],
    "data and analytics": ["business-intelligence"],
    "debt enforcement workflow": ["debt-and-enforcement"],
    "finance": ["finance-erp"],
    "finance (ERP)": ["finance-erp"],
    "finance (ERP) implementation": ["finance-erp"],
    "finance (ERP) support": ["finance-erp"],
    "finance and HR (ERP)": ["finance-erp", "hr-and-payroll"],
    "finance, HR and procurement (ERP)": ["finance-erp", "hr-and-payroll", "e-procurement"],
    "finance, HR and payroll (ERP)": ["finance-erp", "hr-and-payroll"],
    "finance, HR and payroll (ERP) implementation": ["finance-erp", "hr-and-payroll"],
    "finance; purchase to pay; debtors": ["finance-erp", "purchase-to-pay", "accounts-receivable"],
    "finance and accounting; procurement and contract management; integration platforms": [
        "finance-erp",
        "e-procurement",
        "contract-management",
        "integration",
    ],
    "planning": ["planning"],
    "housing mobility and lettings": ["allocations-and-lettings"],
    "building control": ["building-control"],
    "facilities booking": ["venue-hire"],
    "education services recording and traded services": ["school-services"],
    "SEND local offer and family information directory": ["family-information"],
    "email marketing and communications": ["email-marketing"],
    "mobile telephony": ["mobile"],
    "revenues and benefits": ["council-tax", "business-rates", "housing-benefit"],
    "outsourced revenues and benefits": ["council-tax", "business-rates", "housing-benefit"],
    "revenues and benefits; housing management": [
        "council-tax",
        "business-rates",
        "housing-benefit",
        "housing-management",
    ],
    "housing management": ["housing-management"],
    "e-procurement": ["e-procurement"],
    "e-procurement and contract management": ["e-procurement", "contract-management"],
    "procure to pay": ["purchase-to-pay"],
    "education management system": ["education-management"],
    "CCTV": ["cctv"],
    "FOI, complaints and information requests case management": ["foi-and-sar", "complaints"],
    "catering management": ["catering"],
    "attendance monitoring for children with a social worker": ["school-attendance"],
    "registrars appointments and ceremonies booking": ["registrars"],
    "income management and payments": ["payments-and-income"],
    "payments (Bacs and direct debit)": ["bacs-and-direct-debit"],
    "database and application licensing": ["database-licensing"],
    "end-user devices": ["end-user-devices"],
    "end-user devices and hardware": ["end-user-devices"],
    "library management": ["library-management"],
    "library self-service": ["library-self-service"],
    "pensions administration": ["pensions"],
    "waste site booking": ["waste-bookings"],
    "adult learning management information": ["adult-learning"],
    "HR": ["hr-and-payroll"],
    "HR and payroll": ["hr-and-payroll"],
    "fare collection and ticketing": ["fares-and-ticketing"],
    "financial data archiving": ["data-archiving"],
    "outsourced IT and customer services": ["it-managed-services", "crm"],
    "IT service management": ["service-desk"],
    "IT service management and helpdesk": ["service-desk"],
    "telephone IT service desk": ["service-desk"],
    "queue management": ["appointments-and-queues"],
    "social care case management": ["adult-social-care-case-management", "childrens-case-management"],
    "social care case management; social care finance": [
        "adult-social-care-case-management",
        "childrens-case-management",
        "care-finance",
    ],
    "land and property": ["gazetteer"],
    "electoral management": ["electoral-management"],
}
SHORT = {
    "CRM": "crm",
    "EDRMS": "document-and-records",
    "ASC": "adult-social-care-case-management",
    "UPRN": "gazetteer",
    "LLPG": "gazetteer",
    "VoIP": "telephony",
    "ITSM": "service-desk",
    "MFA": "identity",
    "SIEM": "siem",
    "SOC": "security-operations",
    "PCN processing": "parking-enforcement",
    "Fix-my-street": "environmental-reporting",
}


@pytest.mark.parametrize(("text", "slugs"), REAL.items())
def test_the_words_of_real_files_mean_functions(
    text: str, slugs: list[str], function_names: FunctionNames, function_slug_of: dict[int, str]
) -> None:
    ids, unknown = function_names.resolve(text)
    assert ([function_slug_of[one] for one in ids], unknown) == (slugs, [])


@pytest.mark.parametrize(("text", "slug"), SHORT.items())
def test_the_short_words_of_the_field_are_known(
    text: str, slug: str, function_names: FunctionNames, function_slug_of: dict[int, str]
) -> None:
    ids, _ = function_names.resolve(text)
    assert [function_slug_of[one] for one in ids] == [slug]


def test_revs_and_bens_are_three_functions(function_names: FunctionNames) -> None:
    assert len(function_names.resolve("Revs & Bens")[0]) == 3


def test_what_means_no_function_is_said(
    function_names: FunctionNames, function_slug_of: dict[int, str]
) -> None:
    ids, unknown = function_names.resolve("Payroll, moon landing and tides; GIS")
    assert [function_slug_of[one] for one in ids] == ["hr-and-payroll", "gis"]
    assert unknown == ["moon landing and tides"]


def test_the_service_area_decides_between_functions(
    reference: None, function_names: FunctionNames, function_slug_of: dict[int, str]
) -> None:
    def in_area(text: str, slug: str) -> list[str]:
        area = ServiceArea.objects.get(slug=slug)
        return [function_slug_of[one] for one in function_names.resolve(text, area.pk)[0]]

    assert in_area("case management", "adult-social-care") == ["adult-social-care-case-management"]
    assert in_area("case management", "customer") == ["crm"]
    assert in_area("social care case management", "childrens-services") == ["childrens-case-management"]


def test_an_area_that_does_not_have_the_function_does_not_hide_it(
    reference: None, function_names: FunctionNames, function_slug_of: dict[int, str]
) -> None:
    housing = ServiceArea.objects.get(slug="housing")
    assert [function_slug_of[one] for one in function_names.resolve("Payroll", housing.pk)[0]] == [
        "hr-and-payroll"
    ]


def test_reading_all_functions_is_one_query(reference: None, django_assert_num_queries: type) -> None:
    with django_assert_num_queries(1):
        names = FunctionNames.load()
    with django_assert_num_queries(0):
        names.resolve("finance, HR and payroll (ERP)")
