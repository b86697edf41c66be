"""Which columns name or reach people, by the headings that registers give them."""

import pytest

from contracts.imports.fields import TARGETS, fold_heading, names_people
from contracts.imports.fields.headings import KNOWN

PEOPLE = """
    Lead Officer; Responsible Officer; Contract Mgr; Client officer; SRO; Authorised signatory; Commissioner;
    Contact name; Tel No; Supplier contact e-mail; Requested by; Approved by; Author; Contract Manager;
    Contract owner; System owner; Information asset owner; Application owner; Owner; Lead; Contract lead;
    Procurement Lead; Council contact; Contact; Contact details; Contact Telephone; Contact Email; Email;
    E-mail address; Telephone; Mobile; Mobile number; Phone no.; Fax; Officer(s); Contracting Officer;
    Procurement officer's name; Name of officer; Project Manager; Account manager (supplier); Budget holder;
    Cost centre manager; Responsible person; Person responsible; Named person; Sponsor; Project sponsor;
    Senior Responsible Owner; Head of Service; Director; Service Director; Portfolio Holder; Cabinet Member;
    First name; Surname; Forename; Last Name; Full name; Signed by; Signed on behalf of council by;
    Prepared by; Last updated by; Managed by; Point of contact; SPOC; Key contact; Contract administrator;
    Supplier representative; Manager; Officer ID; Officer name & date; Contact Address 1;
    Supplier's contact name; Contract manager - email; Client lead; Case officer; Line manager; IT lead;
    Business owner; Service manager; Data owner; Category manager; Monitoring Officer; Team contact;
    Department contact; Staff member; Co-ordinator; System administrator; Requestor; Lead commissioner;
    Record Owner; Cont. Mgr.; Transformation lead; Who to ask; Who manages it?; Enquiries to;
    Escalation point; Direct dial; Ext.; Ext. no; Person in charge; Responsible individual;
    Contract manager / lead officer; Officer and department; Who is the contract manager?; 12. Contact
"""
OTHERS = """
    Contact centre system; Contract owner department; Officer's department; Responsible department;
    Telephony; Mobile devices; Email filtering product; Lead borough; Lead authority; Lead buyer; Lead time;
    Buyer name; Contract management; Contract management system; Number of officers; Telephone system;
    Phone system; E-mail security; Mobile phone contract; Email supplier; Contact website; Contact URL;
    Approval date; Date approved by Cabinet; Date signed by supplier; Title; Supplier; Contract name;
    Supplier name; Buyer; Decide by date; Review by; Replace by; Cost per person; Service lead department;
    Authority; Password manager; Authoring tool; Content manager; Active Directory; Directorate; Department;
    Commissioning body; Product name; Contact management; Awarded to; Contactless payments; Procured via;
    System name; Manufacturer; Officer team; Contract manager's directorate; Users; User count;
    Number of users; Owning department; Client department; Personnel system; Framework owner organisation;
    Signature date; Email marketing; Managed service; Ext. Option; Contract ext; Who from; Who supplies it
"""


def each(headings):
    return [heading.strip() for heading in headings.split(";")]


@pytest.mark.parametrize("heading", each(PEOPLE))
def test_a_column_of_people_is_left_out(heading):
    assert names_people(fold_heading(heading))


@pytest.mark.parametrize("heading", each(OTHERS))
def test_a_column_of_things_bodies_or_days_is_not(heading):
    assert not names_people(fold_heading(heading))


@pytest.mark.parametrize("target", TARGETS)
def test_no_heading_that_is_read_is_one_of_people(target):
    assert [heading for heading in KNOWN[target] if names_people(heading)] == []
