"""Every kind of page in every state, by name: its address, and as whom it is visited."""

from dataclasses import dataclass

MANY_FILTERS = (
    "/contracts/?q=housing&borough=camden&borough=hackney&area=housing&status=live&status=ending&status=ended"
    "&source=real&source=demonstration&ends_after=1/1/2020&value_min=1&value_max=9999999&sort=value"
)
PURCHASE = (
    "about=buy&value=6000000&category=goods_services&commenced_on=2026-12-01&route=open"
    "&authority_spend_over_100m=yes&uk4_on=2026-12-01&uk6_on=2027-02-01&entered_on=2027-02-15"
)


@dataclass(frozen=True)
class Kind:
    """One kind of page. An address without a slash at its front is the name of a record of the world."""

    address: str
    person: str = ""

    def at(self, addresses: dict[str, str]) -> str:
        return self.address if self.address.startswith("/") else addresses[self.address]


PUBLIC = {
    "home": Kind("/"),
    "search": Kind("/search/"),
    "search that finds": Kind("/search/?q=housing"),
    "search for all of a kind": Kind("/search/?q=housing&kind=function"),
    "search that corrects": Kind("/search/?q=huosing"),
    "search that finds nothing": Kind("/search/?q=zzzzzz"),
    "search help": Kind("/search/help/"),
    "registering a supplier": Kind("/suppliers/register/"),
    "address to register with": Kind("/suppliers/register/address/"),
    "calls": Kind("/calls/"),
    "closed call": Kind("/calls/housing-showcase-2021/"),
    "open call": Kind("/calls/selling-to-boroughs/"),
    "answering a call": Kind("/calls/selling-to-boroughs/answer/"),
    "contracts found by words": Kind("/contracts/?q=housing"),
    "contracts": Kind("/contracts/"),
    "contracts with three filters": Kind("/contracts/?borough=camden&status=live&source=real"),
    "contracts with many filters": Kind(MANY_FILTERS),
    "contracts, last page": Kind("/contracts/?page=4"),
    "contracts, beyond the last page": Kind("/contracts/?page=99"),
    "no contracts": Kind("/contracts/?q=zzzzzz"),
    "contracts not understood": Kind("/contracts/?ends_after=99&value_min=much"),
    "real contract": Kind("real"),
    "demonstration contract": Kind("demonstration"),
    "protected contract": Kind("protected"),
    "contract of which little is known": Kind("bare"),
    "authorities": Kind("/boroughs/"),
    "authority with records": Kind("authority"),
    "authority without records": Kind("/boroughs/bexley/"),
    "technologies": Kind("/technologies/"),
    "technologies with many filters": Kind(
        "/technologies/?q=product&borough=camden&area=housing&status=live&replace=yes&source=real"
        "&source=demonstration&ends_after=1/1/2020&sort=name"
    ),
    "technologies of one authority": Kind("/technologies/?borough=camden"),
    "no technologies": Kind("/technologies/?q=zzzzzz"),
    "technologies, beyond the last page": Kind("/technologies/?page=99"),
    "technologies not understood": Kind("/technologies/?ends_after=99"),
    "technology": Kind("technology"),
    "technologies by function": Kind("/technologies/matrix/"),
    "technologies by function, few": Kind("/technologies/matrix/?borough=camden&source=real"),
    "no technologies by function": Kind("/technologies/matrix/?q=zzzzzz"),
    "technologies by function not understood": Kind("/technologies/matrix/?ends_after=99"),
    "new in London": Kind("/technologies/new/"),
    "guidance": Kind("/toolkit/"),
    "guidance: a stage": Kind("/toolkit/execution/"),
    "guidance: a page": Kind("/toolkit/execution/award-and-standstill/"),
    "guidance: was it useful": Kind("/toolkit/execution/award-and-standstill/useful/?answer=no"),
    "guidance by problem": Kind("/toolkit/problems/"),
    "guidance: templates": Kind("/toolkit/templates/"),
    "authorities to choose from": Kind("/contracts/choose/borough/?q=system"),
    "nothing to choose from": Kind("/technologies/choose/product/?find=zzzzzz"),
    "suppliers to choose from": Kind("/insights/choose/supplier/"),
    "functions of suppliers to choose from": Kind("/suppliers/choose/function/?find=a"),
    "contracts to compare": Kind("/compare/contracts/"),
    "contracts compared": Kind("contracts compared"),
    "technologies compared": Kind("technologies compared"),
    "technologies of which one is not held": Kind("/compare/technologies/?technology=zzzzzz"),
    "authorities to compare": Kind("/compare/boroughs/"),
    "authorities compared": Kind(
        "/compare/boroughs/?borough=camden&borough=hackney&borough=islington&borough=barnet&borough=brent"
        "&borough=bexley&borough=nowhere"
    ),
    "suppliers": Kind("/suppliers/"),
    "suppliers with many filters": Kind("/suppliers/?q=ma&letter=m&role=supplier&sme=unknown&source=real"),
    "no suppliers": Kind("/suppliers/?q=zzzzzz"),
    "suppliers not understood": Kind("/suppliers/?sme=perhaps"),
    "supplier": Kind("supplier"),
    "opportunities": Kind("/opportunities/"),
    "opportunities with many filters": Kind(
        "/opportunities/?q=repairs&status=open&status=engagement&borough=camden&value_max=100"
        "&closes_before=1/1/2030"
    ),
    "no opportunities": Kind("/opportunities/?q=zzzzzz"),
    "opportunities not understood": Kind("/opportunities/?value_min=much&closes_before=99"),
    "opportunity": Kind("opportunity"),
    "services": Kind("/services/"),
    "service area": Kind("area"),
    "service area without records": Kind("/services/ict/"),
    "function with records": Kind("function"),
    "function without records": Kind("/services/housing/housing-development/"),
    "protective function": Kind("/services/ict/identity/"),
    "insights": Kind("/insights/"),
    "insights with many filters": Kind(
        "/insights/?borough=camden&borough=hackney&area=housing&ends_after=1/1/2020&source=demonstration"
        "&colour=makers&map=boundaries"
    ),
    "insights on the boundary map": Kind("/insights/?map=boundaries&colour=ending"),
    "insights too few to draw": Kind("/insights/?borough=camden"),
    "insights not understood": Kind("/insights/?ends_after=99"),
    "reference of the API": Kind("/data/api/"),
    **{
        name: Kind(name)
        for name in (
            *(
                "contract's history",
                "contract on a day",
                "contract before it was there",
                "contract on no day",
            ),
            *("system", "system's history", "supplier's history", "supplier on a day"),
            *("technology's history", "authority's history", "opportunity's history", "opportunity on a day"),
        )
    },
    "which procedure": Kind("/toolkit/which-procedure/"),
    "questions not understood": Kind("/toolkit/which-procedure/contract/?about=buy&sent=yes&value=x"),
    "questions of a route": Kind(f"/toolkit/which-procedure/details/?{PURCHASE}"),
    "procedures of a purchase": Kind(f"/toolkit/which-procedure/result/?{PURCHASE}"),
    "figures of law": Kind("/toolkit/figures/"),
    "local reservation": Kind(
        "/toolkit/local-reservation/?authority=hillingdon&day=1/12/2026&value=150000&category=goods_services"
        "&area=borders"
    ),
    "projects": Kind("/projects/"),
    "project": Kind("/projects/innovation-in-procurement/"),
    "about": Kind("/about/"),
    "about: accessibility": Kind("/about/accessibility/"),
    "about: contact": Kind("/about/contact/"),
    "about: cookies": Kind("/about/cookies/"),
    "about: licences": Kind("/about/licences/"),
    "about: privacy": Kind("/about/privacy/"),
    "about: terms": Kind("/about/terms/"),
    "report a problem": Kind("/report/"),
    "report of a record": Kind("report of a record"),
    "report sent": Kind("report sent"),
    "log of problems": Kind("/data/problems/"),
    "being checked": Kind("being checked"),
    "400": Kind("/fails/400/"),
    "403": Kind("/fails/403/"),
    "404": Kind("/no-such-page/"),
    "410": Kind("410"),
    "429": Kind("/fails/429/"),
    "500": Kind("/fails/500/"),
    "sign-in": Kind("/account/sign-in/"),
    "outbox": Kind("/account/outbox/"),
    "components": Kind("/components/"),
}
SIGNED_IN = {
    "account": Kind("/account/", "officer"),
    "account of staff": Kind("/account/", "staff"),
    "sign out": Kind("/account/sign-out/", "officer"),
    "authenticator set-up": Kind("/account/authenticator/", "newcomer"),
    "recovery codes": Kind("/account/recovery-codes/", "staff"),
    "new recovery codes": Kind("/account/recovery-codes/new/", "staff"),
    "passkeys": Kind("/account/passkeys/", "staff"),
    "new passkey": Kind("/account/passkeys/new/", "staff"),
    "sessions": Kind("/account/sessions/", "officer"),
    "account to delete": Kind("/account/delete/", "officer"),
    "authority as its officers see it": Kind("authority", "officer"),
    "protected contract as officers see it": Kind("protected", "officer"),
    "technologies as officers see them": Kind("/technologies/?hosting=saas", "officer"),
    "technology as officers see it": Kind("technology", "officer"),
    "supplier as officers see it": Kind("supplier", "officer"),
    "insights as officers see them": Kind("/insights/", "officer"),
    "my suppliers": Kind("/account/suppliers/", "officer"),
    "supplier's people": Kind("/account/suppliers/own-firm/people/", "officer"),
    "beginning a registration": Kind("/suppliers/register/start/", "officer"),
    "numbers of a registration": Kind("/suppliers/register/3456789234/number/", "officer"),
    "registration to send": Kind("/suppliers/register/3456789234/send/", "officer"),
    "preview of a registration": Kind("/account/suppliers/requests/3456789234/preview/", "officer"),
    "request that was refused": Kind("/account/suppliers/requests/4567892345/", "officer"),
    "requests that wait": Kind("/account/suppliers/waiting/", "staff"),
    "deciding about a request": Kind("/account/suppliers/waiting/5678923456/", "staff"),
    "profile to keep": Kind("/account/suppliers/own-firm/profile/", "officer"),
    "section of a profile": Kind("/account/suppliers/own-firm/profile/size/", "officer"),
    "functions of a profile": Kind("/account/suppliers/own-firm/profile/functions/", "officer"),
    "references of a profile": Kind("/account/suppliers/own-firm/profile/references/", "officer"),
    "reference to add": Kind("/account/suppliers/own-firm/profile/references/add/", "officer"),
    "preview of a profile": Kind("/account/suppliers/own-firm/profile/preview/", "officer"),
    "supplier in its own words": Kind("/suppliers/own-firm/", "officer"),
    "edits of profiles": Kind("/account/suppliers/edits/", "staff"),
    "edit of a profile": Kind("/account/suppliers/edits/6789234567/", "staff"),
    "reference to agree to": Kind("/account/authority/camden/references/7892345678/", "staff"),
    "roles": Kind("/account/roles/", "officer"),
    "asking for a role": Kind("/account/roles/ask/", "officer"),
    "waiting for a role": Kind("/account/roles/waiting/", "officer"),
    "deciding about a role": Kind("/account/roles/waiting/2345678923/", "officer"),
    "giving up a role": Kind("/account/roles/camden/give-up/", "officer"),
    "authorities of staff": Kind("/account/authority/", "staff"),
    "own authority": Kind("/account/authority/camden/", "officer"),
    "own authority's people": Kind("/account/authority/camden/people/", "officer"),
    "saying how to sell": Kind("/account/authority/camden/how-to-sell/", "officer"),
    "inviting a colleague": Kind("/account/authority/camden/people/invite/", "officer"),
    "who could teach whom": Kind("/skills/", "officer"),
    "own opportunities": Kind("/account/authority/camden/opportunities/", "officer"),
    "need to tell of": Kind("/account/authority/camden/opportunities/new/", "officer"),
    "opportunities that somebody follows": Kind("/account/opportunities/", "officer"),
    **{
        name: Kind(name, "officer")
        for name in (
            *("asking about an opportunity", "following an opportunity", "own opportunity", "own draft"),
            *("opportunity: need", "opportunity: value", "opportunity: responding"),
            *("opportunity: barriers", "opportunity: step/planned", "opportunity: lots/add"),
            "opportunity: step/engagement/uk2",
            "question to answer",
        )
    },
    "opportunity: award": Kind("opportunity: award", "officer"),
    "own answers": Kind("/account/authority/camden/answers/", "officer"),
    "answer with a link": Kind("answer"),
    "own notes": Kind("/account/authority/camden/notes/", "officer"),
    "writing a note": Kind("/account/authority/camden/notes/new/", "officer"),
    "choosing for whom to share": Kind("/account/notes/new/", "staff"),
    "group on a supplier": Kind("group on a supplier", "officer"),
    "joint ask": Kind("joint ask", "officer"),
    "asking together": Kind("asking together", "officer"),
    "noting an answer": Kind("noting an answer", "officer"),
    "own disagreements": Kind("/account/authority/camden/disagreements/", "officer"),
    "asking an authority": Kind("/boroughs/hackney/ask/", "officer"),
    "journeys": Kind("/account/authority/camden/journeys/", "officer"),
    "journey to start": Kind("/account/authority/camden/journeys/new/", "officer"),
    "journey": Kind("/account/authority/camden/journeys/8923456782/", "officer"),
    "task of a journey": Kind("/account/authority/camden/journeys/8923456782/tasks/team/", "officer"),
    "date of a journey": Kind("/account/authority/camden/journeys/8923456782/date/", "officer"),
    "journey to close": Kind("/account/authority/camden/journeys/8923456782/close/", "officer"),
    "record of a journey": Kind("/account/authority/camden/journeys/8923456782/record/", "officer"),
    "own registers": Kind("/account/authority/camden/imports/", "officer"),
    "register to send": Kind("/account/authority/camden/imports/upload/", "officer"),
    "own contracts": Kind("/account/authority/camden/contracts/?show=all", "officer"),
    "records kept": Kind("/account/authority/camden/records/contracts/", "officer"),
    "contract to add": Kind("/account/authority/camden/records/contracts/add/", "officer"),
    "several contracts": Kind("/account/authority/camden/records/contracts/several/", "officer"),
    "several systems": Kind("/account/authority/camden/records/systems/several/", "officer"),
    "system to add": Kind("/account/authority/camden/records/systems/add/", "officer"),
    **{
        name: Kind(name, "officer")
        for name in (
            *("own register", "own register's columns"),
            *("own register's names", "own register's row"),
        )
    },
    # Staff may keep the records of every authority; an officer would have the same pages.
    **{
        name: Kind(name, "staff")
        for name in (
            *("contract to edit", "system to edit", "who sees what", "who sees the value"),
            *("contract as the public sees it", "own contract in full", "own system in full"),
        )
    },
}
STAFF = {
    "staff site": Kind("/admin/", "staff"),
    "imports": Kind("/admin/contracts/importbatch/", "staff"),
    "import upload": Kind("/admin/contracts/importbatch/add/", "staff"),
    "import review": Kind("review", "staff"),
    "import columns": Kind("columns", "staff"),
    "import names": Kind("names", "staff"),
    "import row": Kind("row", "staff"),
    "reported problems": Kind("/admin/contracts/dataissue/", "staff"),
    "reported problem": Kind("reported problem", "staff"),
    "hold": Kind("hold", "staff"),
    "erasing a text": Kind("/admin/accounts/erasure/add/", "staff"),
    "import applied": Kind("applied", "staff"),
    "import that cannot be read": Kind("unread", "staff"),
    "history for staff": Kind("history for staff", "staff"),
    "state to put back": Kind("state to put back", "staff"),
    "merging, to choose": Kind("merging", "staff"),
    "merging two": Kind("merging two", "staff"),
    "merge of the past": Kind("merge of the past", "staff"),
    "suppliers that may be one": Kind("/admin/suppliers/likelyduplicate/", "staff"),
    "two that may be one": Kind("two that may be one", "staff"),
    "merging two suppliers": Kind("merging two suppliers", "staff"),
    "parting a supplier": Kind("parting a supplier", "staff"),
    "split of the past": Kind("split of the past", "staff"),
}
OWN = PUBLIC | SIGNED_IN
EVERY = OWN | STAFF
# Pages that answer with another status than 200, of which chromium itself complains.
STATUS = {"400": 400, "403": 403, "404": 404, "410": 410, "429": 429, "500": 500, "being checked": 410}
# Pages that say the same in every world: they are visited in the ordinary one.
UNMOVED = (
    *STATUS.keys() - {"410"},
    *(name for name in EVERY if name.startswith("about") and name != "about: licences"),
    *(name for name in EVERY if name.startswith("guidance")),
    *("sign-in", "sign out", "outbox", "components", "authenticator set-up", "recovery codes"),
    *("new recovery codes", "staff site", "import upload"),
    *("passkeys", "new passkey", "sessions", "account to delete"),
)
STATES = ("empty", "ordinary", "longest")


def visited(state: str) -> list[str]:
    """The kinds of page to visit in a state: all in the ordinary world, elsewhere those that it changes."""
    if state == "ordinary":
        return list(EVERY)
    anyone = state == "empty"
    return [
        name
        for name, kind in EVERY.items()
        if name not in UNMOVED
        and (kind.address.startswith("/") or kind.address in RECORDS_OF[state])
        and not (anyone and kind.person)
    ]


# What there is an address of, beside the pages that are always there.
RECORDS_OF = {
    "empty": frozenset[str](),
    "longest": frozenset(
        ("real", "demonstration", "protected", "authority", "supplier", "technology", "function", "area")
    )
    | {"review", "columns", "names", "row", "contracts compared", "technologies compared"}
    | {"answer", "contract's history", "contract on a day", "system", "system's history", "history for staff"}
    | {"group on a supplier", "joint ask", "asking together", "noting an answer"}
    | {"supplier's history", "technology's history", "authority's history", "state to put back"}
    | {"contract to edit", "system to edit", "who sees what", "who sees the value"}
    | {"contract as the public sees it", "own contract in full", "own system in full"},
}
