"""Home, and everything about contracts."""

from django.urls import path

from contracts.answers import views as answers
from contracts.directory import (
    choosing,
    contract,
    downloads,
    home,
    past,
    results,
    system,
    systems_csv,
    technologies,
    transparency,
)
from contracts.directory.compare import boroughs as authorities_compared
from contracts.directory.compare import contracts as contracts_compared
from contracts.directory.compare import technologies as technologies_compared
from contracts.directory.matrix import views as matrix
from contracts.directory.newest import views as newest
from contracts.groups import own as own_groups
from contracts.groups import views as groups
from contracts.imports import own as own_imports
from contracts.imports import views as imports
from contracts.insight import choosing as scope_choosing
from contracts.insight import downloads as figures
from contracts.insight import views as insight
from contracts.journeys import views as journeys
from contracts.keeping import reading as own_reading
from contracts.keeping import several
from contracts.keeping import views as keeping
from contracts.my_authority import views as my_authority
from contracts.offers import views as offers
from contracts.open_data import downloads as open_data
from contracts.open_data import reference
from contracts.opinions import own as own_opinions
from contracts.opinions import views as opinions
from contracts.opportunities import urls as opportunities
from contracts.quality import views as quality
from contracts.sharing import asking as sharing_asking
from contracts.sharing import document as sharing_document
from contracts.sharing import views as sharing

app_name = "contracts"
urlpatterns = [
    path("", home.home, name="home"),
    path("contracts/", results.contracts, name="contracts"),
    path("contracts.csv", downloads.contracts_csv, name="contracts-csv"),
    path("contracts.xlsx", downloads.contracts_workbook, name="contracts-workbook"),
    path("contracts.json", open_data.contracts_json, name="contracts-json"),
    path("contracts-transparency.csv", transparency.contracts_transparency, name="contracts-transparency"),
    path("contracts/template.xlsx", imports.template, name="template"),
    path("technologies/", technologies.technologies, name="technologies"),
    path("technologies.csv", systems_csv.technologies_csv, name="technologies-csv"),
    path("technologies.json", open_data.technologies_json, name="technologies-json"),
    path("technologies.xlsx", systems_csv.technologies_workbook, name="technologies-workbook"),
    path("data/api/", reference.reference, name="api"),
    path("insights/", insight.insights, name="insights"),
    path("insights/<slug:name>.csv", figures.figures_csv, name="figures-csv"),
    path("contracts/<key:key>/", contract.contract, name="contract"),
    path("contracts/<key:key>/history/", past.contract_history, name="contract-history"),
    path("systems/<key:key>/", system.system, name="system"),
    path("systems/<key:key>/history/", past.system_history, name="system-history"),
    path("technologies/new/", newest.newest, name="newest"),
    path("technologies/matrix/", matrix.matrix, name="matrix"),
    path("technologies/matrix.csv", matrix.matrix_csv, name="matrix-csv"),
    path("contracts/choose/<slug:facet>/", choosing.contracts, name="choose-for-contracts"),
    path("technologies/choose/<slug:facet>/", choosing.technologies, name="choose-for-technologies"),
    path("insights/choose/<slug:facet>/", scope_choosing.insights, name="choose-for-insights"),
    path("compare/contracts/", contracts_compared.contracts, name="compare-contracts"),
    path("compare/technologies/", technologies_compared.technologies, name="compare-technologies"),
    path("compare/boroughs/", authorities_compared.boroughs, name="compare-boroughs"),
    path("boroughs/<slug:slug>/answers/<key:key>/", answers.answer, name="answer"),
    path("account/authority/<slug:slug>/answers/", answers.answers, name="answers"),
    path(
        "account/authority/<slug:slug>/answers/<key:key>/withdraw/",
        answers.withdraw_answer,
        name="withdraw-answer",
    ),
    path("account/authority/<slug:slug>/contracts/", my_authority.contracts, name="own-contracts"),
    path("account/authority/<slug:slug>/contracts/undo/", my_authority.undo, name="undo-confirmations"),
    path("report/", quality.report, name="report"),
    path("report/<key:key>/", quality.report_sent, name="report-sent"),
    path("data/problems/", quality.problems, name="problems"),
    path(
        "account/authority/<slug:slug>/records/<slug:kept>/several/", several.several, name="change-several"
    ),
    path("account/authority/<slug:slug>/records/<slug:kept>/", keeping.records, name="own-records"),
    path("account/authority/<slug:slug>/records/<slug:kept>/add/", keeping.add, name="add-record"),
    path("account/authority/<slug:slug>/records/<slug:kept>/<key:key>/", keeping.edit, name="edit-record"),
    path(
        "account/authority/<slug:slug>/records/<slug:kept>/<key:key>/all/",
        own_reading.own_record,
        name="own-record",
    ),
    path(
        "account/authority/<slug:slug>/records/<slug:kept>/<key:key>/as-public/",
        keeping.as_public,
        name="record-as-public",
    ),
    path(
        "account/authority/<slug:slug>/records/<slug:kept>/<key:key>/visibility/",
        keeping.who_sees,
        name="record-visibility",
    ),
    path(
        "account/authority/<slug:slug>/records/<slug:kept>/<key:key>/visibility/<slug:fact>/",
        keeping.change_who_sees,
        name="change-visibility",
    ),
    path("account/notes/new/", sharing.start, name="share"),
    path("account/authority/<slug:slug>/notes/", sharing.notes, name="notes"),
    path("account/authority/<slug:slug>/notes/new/", sharing.new, name="new-note"),
    path("account/authority/<slug:slug>/notes/<key:key>/<slug:deed>/", sharing.do, name="note-deed"),
    path("notes/<key:key>/document/", sharing_document.document, name="note-document"),
    path("boroughs/<slug:slug>/ask/", sharing_asking.ask_authority, name="ask-authority"),
    path("suppliers/<slug:slug>/group/", groups.group, name="supplier-group"),
    path("suppliers/<slug:slug>/group/asks/new/", groups.new_ask, name="new-group-ask"),
    path("suppliers/<slug:slug>/group/asks/<key:key>/", groups.ask, name="group-ask"),
    path("suppliers/<slug:slug>/group/asks/<key:key>/answer/", groups.note_answer, name="note-group-answer"),
    path(
        "suppliers/<slug:slug>/group/asks/<key:key>/<slug:borough>/<slug:deed>/",
        groups.do_ask,
        name="group-ask-deed",
    ),
    path("suppliers/<slug:slug>/group/<slug:borough>/<slug:deed>/", groups.do, name="supplier-group-deed"),
    path("account/asked/", own_opinions.asked, name="asked"),
    path("account/asked/<key:key>/", own_groups.answer, name="answer-group-ask"),
    path("account/asked/disagreements/<key:key>/", own_opinions.answer, name="answer-disagreement"),
    path("account/authority/<slug:slug>/disagreements/", opinions.disagreements, name="disagreements"),
    path("suppliers/<slug:slug>/disagree/", opinions.disagree, name="disagree"),
    path("technologies/<slug:slug>/confirm/", offers.confirm_offer, name="confirm-offer"),
    path("account/authority/<slug:slug>/uses/<key:key>/", offers.answer_use, name="answer-use"),
    path("account/authority/<slug:slug>/journeys/", journeys.journeys, name="journeys"),
    path("account/authority/<slug:slug>/journeys/new/", journeys.new, name="new-journey"),
    path("account/authority/<slug:slug>/journeys/<key:key>/", journeys.journey, name="journey"),
    path("account/authority/<slug:slug>/journeys/<key:key>/date/", journeys.date, name="journey-date"),
    path("account/authority/<slug:slug>/journeys/<key:key>/close/", journeys.close, name="close-journey"),
    path("account/authority/<slug:slug>/journeys/<key:key>/record/", journeys.record, name="journey-record"),
    path(
        "account/authority/<slug:slug>/journeys/<key:key>/tasks/<slug:task>/",
        journeys.task,
        name="journey-task",
    ),
    *own_imports.urlpatterns,
    *opportunities.urlpatterns,
]
