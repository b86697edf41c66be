"""Suppliers: the list, its downloads, and each one's page; and the page of each technology."""

from django.urls import path

from suppliers import past, technologies, views
from suppliers.certificates import checking
from suppliers.directory import choosing, downloads
from suppliers.directory import views as directory
from suppliers.members import people, registration, staff
from suppliers.members import views as members
from suppliers.profiles import agreeing
from suppliers.profiles import staff as edits
from suppliers.profiles import views as profiles

app_name = "suppliers"
urlpatterns = [
    path("suppliers/", directory.suppliers, name="suppliers"),
    path("suppliers.csv", downloads.suppliers_csv, name="suppliers-csv"),
    path("suppliers.xlsx", downloads.suppliers_workbook, name="suppliers-workbook"),
    path("suppliers.json", downloads.suppliers_json, name="suppliers-json"),
    path("suppliers/choose/<slug:facet>/", choosing.choose, name="choose"),
    # Registering and claiming
    path("suppliers/register/", registration.about, name="register"),
    path("suppliers/register/address/", registration.address, name="register-address"),
    path("suppliers/register/start/", registration.start, name="register-start"),
    path("suppliers/register/<key:key>/", registration.resume, name="registration"),
    path("suppliers/register/<key:key>/send/", registration.send, name="registration-send"),
    path("suppliers/register/<key:key>/mend/", registration.mend, name="registration-mend"),
    path("suppliers/register/<key:key>/<slug:step>/", registration.step, name="registration-step"),
    path("suppliers/<slug:slug>/claim/", members.claim, name="claim"),
    path("suppliers/<slug:slug>/", views.supplier, name="supplier"),
    path("technologies/<slug:slug>/", technologies.technology, name="technology"),
    path("suppliers/<slug:slug>/history/", past.supplier_history, name="supplier-history"),
    path("technologies/<slug:slug>/history/", past.technology_history, name="technology-history"),
    # One's own suppliers and requests
    path("account/suppliers/", members.mine, name="my-suppliers"),
    path("account/suppliers/requests/<key:key>/", members.own_request, name="request"),
    path("account/suppliers/requests/<key:key>/preview/", members.preview, name="preview"),
    path("account/suppliers/requests/<key:key>/code/", members.send_code, name="send-code"),
    path("account/suppliers/requests/<key:key>/code/enter/", members.give_code, name="give-code"),
    path("account/suppliers/requests/<key:key>/take-back/", members.take_back, name="take-back"),
    path("account/suppliers/invitations/<key:key>/", people.invitation, name="invitation"),
    # Deciding about others
    path("account/suppliers/waiting/", staff.waiting, name="waiting"),
    path("account/suppliers/waiting/<key:key>/", staff.decide, name="decide"),
    path("account/suppliers/edits/", edits.edits, name="edits"),
    path("account/suppliers/edits/<key:key>/", edits.edit, name="edit"),
    # Those who keep a profile
    path("account/suppliers/<slug:slug>/people/", people.people, name="people"),
    path("account/suppliers/<slug:slug>/people/invite/", people.invite, name="invite"),
    path("account/suppliers/<slug:slug>/people/<int:number>/role/", people.change_role, name="change-role"),
    path("account/suppliers/<slug:slug>/people/<int:number>/end/", people.end, name="end-membership"),
    path(
        "account/suppliers/<slug:slug>/people/<key:key>/withdraw/",
        people.withdraw_invitation,
        name="withdraw-invitation",
    ),
    # What they say on it
    path("account/suppliers/<slug:slug>/profile/", profiles.profile, name="profile"),
    path("account/suppliers/<slug:slug>/profile/preview/", profiles.preview, name="profile-preview"),
    path("account/suppliers/<slug:slug>/profile/<slug:section>/", profiles.section, name="profile-section"),
    path("account/suppliers/<slug:slug>/profile/<slug:section>/add/", profiles.add, name="profile-add"),
    path("account/suppliers/<slug:slug>/profile/<slug:section>/seen/", edits.seen, name="profile-seen"),
    path(
        "account/suppliers/<slug:slug>/profile/<slug:section>/<key:key>/", profiles.item, name="profile-item"
    ),
    path(
        "account/suppliers/<slug:slug>/profile/<slug:section>/<key:key>/take-away/",
        profiles.take_away,
        name="profile-take-away",
    ),
    path(
        "account/suppliers/<slug:slug>/profile/<slug:section>/<key:key>/seen/",
        edits.seen,
        name="profile-item-seen",
    ),
    path(
        "account/suppliers/<slug:slug>/certifications/<key:key>/checked/",
        checking.checked,
        name="certificate-checked",
    ),
    path("account/authority/<slug:slug>/references/<key:key>/", agreeing.agree, name="reference"),
    path("account/suppliers/<slug:slug>/leave/", people.leave, name="leave"),
    path("account/suppliers/<slug:slug>/withdraw/", people.withdraw_profile, name="withdraw-profile"),
    path("account/suppliers/<slug:slug>/bring-back/", people.bring_back, name="bring-back"),
]
