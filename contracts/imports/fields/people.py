"""Knowing a column that names or reaches people by its heading, so that none of its cells is read.

Where a heading is in doubt it counts as one of people: a column that was left out is told to the
reviewer, and what somebody's name did in a register cannot be taken back.
"""

import re
from typing import Final

# What reaches a person.
REACHES: Final = re.compile(
    r"\b(e ?mails?|telephones?|phones?|tele?|mobiles?|fax|contacts?|spoc|poc|fao|for the attention of|"
    r"direct dial|who to (?:ask|ring|call|speak to|talk to|see)|(?:ask|speak to|talk to)$|"
    r"(?:enquir|inquir|quer)(?:y|ies) (?:to|contact|point|line)|escalations? (?:to|point|route)|"
    r"ext (?:no|number))\b|"
    r"^ext$"
)
# Who a person is to a contract, whatever stands around it.
ROLES: Final = re.compile(
    r"\b(officers?|signator(?:y|ies)|sro|sponsors?|authors?|commissioners?|approvers?|"
    r"request[eo]rs?|budget holders?|portfolio holders?|post ?holders?|cabinet members?|lead members?|"
    r"councillors?|cllr|directors?|head of (?:service|it|ict|procurement|department|commissioning)|"
    r"responsible owner|person|staff (?:member|name)|member of staff|employees?|"
    r"(?:first|last|fore|sur|given|family|full|user|client|manager|owner|lead|staff|sole trader) ?names?|"
    r"name of (?:owner|lead|client)|witness(?:es)?|caldicott guardian|dpo|siro|"
    r"who (?:manages|leads|owns|runs|holds|looks after|is responsible|is in charge|signed|approved|ordered)|"
    r"in charge|responsible individual|champions?|"
    r"assignee|assigned to|decision maker|super ?user|co ?ordinator|representatives?|reps?|secretary)\b"
)
# Who did something to it: "requested by", but not "decide by".
BY: Final = re.compile(
    r"\b(requested|approved|authori[sz]ed|signed|prepared|completed|updated|entered|created|modified|submitted|"
    r"reviewed|raised|written|drafted|added|edited|checked|verified|managed|owned|led|commissioned|recorded|"
    r"negotiated|uploaded|amended|sealed|procured|confirmed|agreed|sponsored) (?:by|on behalf of)\b"
)
_OF_WHAT: Final = (
    "contracts?|accounts?|projects?|programmes?|procurement|commercial|category|services?|client|business|"
    "budget|cost centre|system|application|product|data|asset|information|risk|process|supplier|vendor|"
    "council|delivery|relationship|commissioning|technical|it|ict|digital|senior|lead|line|case|responsible|"
    "accountable|buying|monitoring|operational|operations|overall|internal|external|named|main|deputy"
)
# "Manager", "Contract Mgr", "Procurement lead": a role only by itself or of something that people hold.
HOLDERS: Final = re.compile(
    r"^(?:the |name of )?(?:managers?|mgr|owners?|leads?|administrator|admin)(?: name| s name)?$|"
    rf"\b(?:{_OF_WHAT}) (?:managers?|mgrs?|owners?|leads?|administrators?|executive|specialist|advis[eo]r)\b|"
    # Whatever it is that they hold: "Record owner", "Cont. Mgr.", "Transformation lead".
    r"\b(?:mgrs?|owners?|leads?)$"
)
# What makes the heading one of a thing, a body or a sum and not of a person.
THINGS: Final = re.compile(
    r"\b(cent(?:re|er)s?|departments?|dept|directorates?|divisions?|teams?|unit|section|area|group|"
    r"systems?|software|platforms?|products?|applications?|apps?|solutions?|suite|tools?|"
    r"filter(?:s|ing)?|security|gateways?|archiv(?:e|es|ing)|encryption|protection|relay|hosting|migration|"
    r"marketing|devices?|handsets?|licen[cs]es?|network|infrastructure|estate|telephony|management|"
    r"types?|status|frequency|volumes?|channels?|hours|tracing|forms?|lenses|rights|per|"
    r"organi[sz]ations?|compan(?:y|ies)|body|authority|borough|website|web ?site|urls?|web ?page|links?|"
    r"costs?|values?|spend|fees?|rates?|time|users|usage|number of|no of|count|how many|total|"
    r"required|portal|training|development|allowances?|enquiries system)\b|"
    r"\b(?:e ?mails?|telephones?|phones?|mobiles?) "
    r"(?:supplier|provider|services?|contracts?|lines|client|calls?)\b"
)
# "System owner" is a person; what the owner's word is about stands before it.
HELD: Final = re.compile(
    r"\b(?:systems?|applications?|product|information|cost centre|area|unit|group|team|section|division|"
    r"department|platform|management|development|licen[cs]e|security|network|infrastructure|training) "
    r"(?:managers?|mgrs?|owners?|leads?|administrators?|officers?|contacts?|directors?|sponsors?)\b"
)
DATES: Final = re.compile(r"\b(dates?|when|day|month|year|deadline)\b")


def names_people(folded: str) -> bool:
    """Whether a folded heading says that its column names or reaches people."""
    held = HELD.search(folded)
    role = held or ROLES.search(folded) or BY.search(folded) or HOLDERS.search(folded)
    if not role and not REACHES.search(folded):
        return False
    if role and " and " in folded:
        # "Officer and department": one of the two is a person.
        return True
    return not THINGS.search(HELD.sub(" ", folded)) and not _tells_a_day(folded)


def _tells_a_day(folded: str) -> bool:
    """The day on which somebody did it, without who."""
    return bool(DATES.search(folded)) and not re.search(r"\b(and|name|names)\b", folded)
