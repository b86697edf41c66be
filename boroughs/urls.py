"""Authorities: the map and list, and each one's page; and what they do: service areas and functions."""

from django.urls import path

from boroughs import past, services, skills, views
from boroughs.officers import authority, describing, people
from boroughs.officers import views as roles

app_name = "boroughs"
urlpatterns = [
    path("boroughs/", views.boroughs, name="boroughs"),
    path("boroughs/<slug:slug>/", views.borough, name="borough"),
    path("boroughs/<slug:slug>/history/", past.borough_history, name="borough-history"),
    path("skills/", skills.skills, name="skills"),
    path("services/", services.services, name="services"),
    path("services/<slug:slug>/", services.area, name="area"),
    path("services/<slug:area>/<slug:slug>/", services.function, name="function"),
    # Roles of one's own, and those on which one decides
    path("account/roles/", roles.roles, name="roles"),
    path("account/roles/ask/", roles.ask, name="ask-for-role"),
    path("account/roles/waiting/", roles.waiting, name="roles-waiting"),
    path("account/roles/waiting/<key:key>/", roles.decide, name="role-request"),
    path("account/roles/invitation/<key:key>/", roles.invitation, name="invitation"),
    path("account/roles/<slug:slug>/give-up/", roles.give_up, name="give-up-role"),
    # An officer's own authority
    path("account/authority/", authority.mine, name="my-authority"),
    path("account/authority/<slug:slug>/", authority.authority, name="authority"),
    path("account/authority/<slug:slug>/how-to-sell/", describing.how_to_sell, name="how-to-sell"),
    path("account/authority/<slug:slug>/people/", people.people, name="people"),
    path("account/authority/<slug:slug>/people/invite/", people.invite, name="invite"),
    path("account/authority/<slug:slug>/people/<int:number>/end/", people.end, name="end-role"),
    path("account/authority/<slug:slug>/invitations/<key:key>/withdraw/", people.withdraw, name="withdraw"),
]
