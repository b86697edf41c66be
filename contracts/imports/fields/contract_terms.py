"""The known columns of a table of contracts that say how each was let, how long it runs and what it costs."""

from typing import Final

from contracts.imports.fields.field import Field, Reading, also
from contracts.models import Contract

EXCLUDING: Final = ("value_vat", Contract.Vat.EXCLUDING.value)
INCLUDING: Final = ("value_vat", Contract.Vat.INCLUDING.value)
ANNUAL: Final = ("value_covers", Contract.ValueSpan.ANNUAL.value)
WHOLE_LIFE: Final = ("value_covers", Contract.ValueSpan.WHOLE_LIFE.value)
DATES: Final = "A day, a month or a year: 31/03/2027, March 2027 or 2027"

LETTING: Final = (
    Field(
        "route",
        "contract",
        "Route to market",
        "route",
        "How the supplier was chosen.",
        "One of the list, or your own words",
        "Direct award",
        also(
            "procedure; procurement method; procurement route; procurement procedure; route; award "
            "procedure; procedure type; ojeu procedure type; method of procurement; procurement type; "
            "tender type; tender process; procurement process; sourcing route; award route; award method; "
            "tendering procedure; tender procedure; route used; how procured; type of procedure; "
            "procurement route used; tendering method; method; purchasing route; "
            "process type; procurement process type; type of process; type of procurement; how it was "
            "bought; how was it procured"
        ),
        choices=tuple(Contract.Route.labels),
    ),
    Field(
        "framework",
        "contract",
        "Framework",
        "line",
        "The framework that it was called off from, with its number.",
        "Text",
        "G-Cloud 14 (RM1557.14)",
        also("framework name; framework used; framework agreement; framework reference"),
    ),
    Field(
        "competition",
        "contract",
        "Tender or quote",
        "competition",
        "Did it follow a published invitation to tender, or an invitation to quote?",
        "One of the list",
        "Published invitation to tender",
        also(
            "invitation to quote or published invitation to tender; invitation to tender or quote; quote "
            "or tender; itq itt; itt itq; published invitation to tender or invitation to quote; tender or "
            "quotation"
        ),
        choices=tuple(Contract.Competition.labels),
        pattern=r"(?=.*\binvitation\b)(?=.*\b(quote|quotation)\b)(?=.*\btender\b)",
    ),
    Field(
        "regime",
        "contract",
        "Procurement law",
        "regime",
        "The law that it was procured under.",
        "One of the list",
        "Procurement Act 2023",
        also("regime; legislation; procurement regime; regulations"),
        choices=tuple(Contract.Regime.labels),
    ),
    Field(
        "award_date",
        "contract",
        "Award date",
        "date_last",
        "When the award was decided.",
        DATES,
        "12/02/2025",
        also("date of award; awarded date; date awarded; contract award date"),
    ),
)

DURATION: Final = (
    Field(
        "start_date",
        "contract",
        "Start date",
        "date_first",
        "When the contract starts.",
        DATES,
        "01/04/2025",
        also(
            "start; contract start date; contract start; commencement date; date of commencement; from; "
            "agreement start date; contract commencement date; valid from; effective date; effective from; "
            "contract from; date from; from date; contract period start; period start; start of contract; "
            "date contract starts; initial start date; original start date; agreement commencement date; "
            "contract effective date; live from"
        ),
    ),
    Field(
        "end_date",
        "contract",
        "End date",
        "date_end",
        "When it ends, without extensions that have not been taken.",
        f"{DATES}. “Rolling” or “Until terminated” where it has no end",
        "31/03/2028",
        also(
            "end; contract end date; contract end; expiry date; expiry; contract expiry date; date of "
            "expiry; expires; to; agreement end date; current end date; valid to; valid until; until; "
            "contract to; date to; to date; contract period end; period end; end of contract; date "
            "contract ends; initial end date; original end date; initial expiry date; initial term end "
            "date; end date excluding extensions; end date without extensions; end date not including "
            "extensions; end date of initial term; expiry date excluding extensions; current expiry date; "
            "contract expires; end date of contract; contract finish date; expiration date; effective to; "
            "effective until"
        ),
    ),
    Field(
        "maximum_end_date",
        "contract",
        "Maximum end date",
        "date_last",
        synonyms=also(
            "max end date; latest end date; final end date; potential end date; end date including "
            "extensions; end date inc extensions; end date with extensions; contract end date including "
            "extensions; maximum expiry date; latest expiry date; end date if extended; end date including "
            "all extensions; final expiry date; end date after extensions; expiry date including "
            "extensions; maximum contract end date; latest possible end date; extended end date; expiry "
            "date with extensions; end date including any extensions; end date including extension "
            "options; max expiry date; end date if all extensions are taken"
        ),
        pattern=(
            r"(?=.*\b(end|ends|expiry|expires|expiration|finish)\b)(?=.*\b(max|maximum|latest|potential|"
            r"with|inc|incl|including|inclusive|after|if)\b)(?=.*\b(max|maximum|latest|ext|extn|extensions?|"
            r"extended|options?)\b)(?!.*\b(ex|exc|excl|excluding|without|not|before)\b)"
        ),
        in_workbook=False,
    ),
    Field(
        "extensions",
        "contract",
        "Extension options",
        "extensions",
        "Each option to extend that is still open, and how long it lasts.",
        "How many and how long. “None” where there is none",
        "2 x 12 months",
        also(
            "extensions; extension; extension option; option to extend; options to extend; extension "
            "period; available extensions; extension options; extension provision; extension provisions; "
            "extension term; extension clause; maximum extension; extension allowed; extension available; "
            "optional extension; optional extensions; extension periods; possible extensions; extension "
            "details; permitted extensions; extension terms; renewal option; renewal options; options; "
            "contract extension options; contract extension; "
            "maximum extension period; extension months; extension length"
        ),
    ),
    Field(
        "notice_period",
        "contract",
        "Notice period",
        "notice_period",
        "How long before the end you must give notice.",
        "Months, weeks or days",
        "3 months",
        also(
            "notice; termination notice; notice period months; notice months; termination notice period; "
            "notice required; exit notice; break notice; contract notice period; months notice"
        ),
    ),
    Field(
        "review_date",
        "contract",
        "Review date",
        "date_last",
        "When the contract is next reviewed.",
        DATES,
        "30/09/2027",
        also(
            "contract review date; review; date of review; next review date; contract review; review due; "
            "next review; review on; review month; date for review"
        ),
    ),
)

MONEY: Final = (
    Field(
        "value",
        "contract",
        "Value",
        "money",
        "What the contract costs, in pounds. Say in the next columns what the sum covers.",
        "A sum. “Withheld: reason” where you may not say. Blank, not 0, where nobody knows",
        "£125,000",
        also(
            "contract value; value gbp; amount; awarded value; sum; contract sum; value of contract; sum "
            "to be paid over the length of the contract or the estimated annual spending or budget for the "
            "contract; sum to be paid over the length of the contract or estimated annual spending; sum to "
            "be paid over the length of the contract or the estimated annual spending; sum to be paid; "
            "estimated value; value in pounds; estimated contract value; award value; awarded amount; "
            "awarded contract value; total award value; price; cost; contract cost; contract price; "
            "contract amount; approximate value; approximate contract value; agreement value; "
            "value of award; value of the contract; cost of contract; value of agreement"
        ),
        (
            Reading(
                also(
                    "contract value ex vat; value ex vat; contract value excl vat; value excluding vat; "
                    "contract value exc vat; contract value excluding vat; value exc vat; value excl vat; "
                    "net value; value net of vat"
                ),
                (EXCLUDING,),
            ),
            Reading(
                also(
                    "total contract value; whole life value; lifetime value; total value; lifetime "
                    "contract value; total lifetime value; estimated total value; total estimated contract "
                    "value; estimated total contract value; total value of contract; aggregate value; "
                    "total contract cost; total amount; whole life contract value; value over the contract "
                    "term; total contract sum; full contract value; overall contract value; maximum "
                    "contract value; total value over contract term; sum to be paid over the length of the "
                    "contract; whole life cost; total cost"
                ),
                (WHOLE_LIFE,),
            ),
            Reading(also("total contract value ex vat; total value ex vat"), (WHOLE_LIFE, EXCLUDING)),
            Reading(also("total contract value inc vat; total value inc vat"), (WHOLE_LIFE, INCLUDING)),
            Reading(
                also(
                    "annual cost; annual value; annual contract value; annual contract cost; annual "
                    "amount; estimated annual value; estimated annual contract value; average annual "
                    "value; value per year; cost per year; annual charge; annual fee; annual price; "
                    "approximate annual value; cost per annum; value per annum; annual spend; estimated "
                    "annual spend; value pa; annual sum; yearly cost; estimated annual spending"
                ),
                (ANNUAL,),
            ),
            Reading(
                also("annual cost ex vat; annual value ex vat; annual contract value ex vat"),
                (ANNUAL, EXCLUDING),
            ),
            Reading(also("annual cost inc vat; annual value inc vat"), (ANNUAL, INCLUDING)),
            Reading(
                also(
                    "contract value incl vat; value inc vat; contract value inc vat; value including vat; "
                    "contract value including vat; gross value; value incl vat"
                ),
                (INCLUDING,),
            ),
        ),
    ),
    Field(
        "value_vat",
        "contract",
        "Value: VAT",
        "vat",
        "Does the value include VAT?",
        "One of the list",
        "Excluding VAT",
        also("vat; vat basis; value_vat_basis; vat included"),
        choices=tuple(Contract.Vat.labels),
    ),
    Field(
        "value_covers",
        "contract",
        "Value: covers",
        "value_span",
        "Is the value for a year or for the whole life of the contract?",
        "One of the list",
        "Whole life",
        also("value covers; value span; annual or whole life"),
        choices=tuple(Contract.ValueSpan.labels),
    ),
    Field(
        "value_kind",
        "contract",
        "Value: kind",
        "value_kind",
        "Where the value comes from.",
        "One of the list",
        "Awarded value",
        also("value kind; kind of value; value type"),
        choices=tuple(Contract.ValueKind.labels),
    ),
    Field(
        "value_note",
        "contract",
        "Value: note",
        "value_note",
        "What else must be said of the value.",
        "Text",
        "Without the two extensions",
        also("value note; value notes; note on value"),
    ),
    Field(
        "irrecoverable_vat",
        "contract",
        "VAT that cannot be recovered",
        "vat_sum",
        "The part of the VAT that the authority has to bear.",
        "A sum, 0 included",
        "£0",
        also(
            "irrecoverable vat; value added tax that cannot be recovered; non recoverable vat; vat not "
            "recoverable; vat not recovered"
        ),
    ),
)

TERMS: Final = (*LETTING, *DURATION, *MONEY)
