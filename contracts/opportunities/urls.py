"""The addresses of opportunities."""

from django.urls import path

from contracts.opportunities import award_view, downloads, own, past, people, views

OWN = "account/authority/<slug:slug>/opportunities/"
urlpatterns = [
    path("opportunities/", views.opportunities, name="opportunities"),
    path("opportunities.csv", downloads.opportunities_csv, name="opportunities-csv"),
    path("opportunities.atom", downloads.opportunities_feed, name="opportunities-feed"),
    path("opportunities/<key:key>/", views.opportunity, name="opportunity"),
    path("opportunities/<key:key>/history/", past.opportunity_history, name="opportunity-history"),
    path("opportunities/<key:key>/ask/", people.ask, name="ask-opportunity"),
    path("opportunities/<key:key>/interest/", people.interest, name="opportunity-interest"),
    path("opportunities/<key:key>/follow/", people.follow, name="follow-opportunity"),
    path("opportunities/<key:key>/follow/<key:follower>/", people.unfollow, name="unfollow-opportunity"),
    path("opportunities/<key:key>/need/", people.shared_need, name="shared-need"),
    path("account/opportunities/", people.mine, name="my-opportunities"),
    path(OWN, own.opportunities, name="own-opportunities"),
    path(f"{OWN}new/", own.new, name="new-opportunity"),
    path(f"{OWN}<key:key>/", own.own, name="own-opportunity"),
    path(f"{OWN}<key:key>/lots/add/", own.add_lot, name="add-opportunity-lot"),
    path(f"{OWN}<key:key>/lots/<int:position>/", own.remove_lot, name="remove-opportunity-lot"),
    path(f"{OWN}<key:key>/barriers/", own.barrier_check, name="opportunity-barriers"),
    path(f"{OWN}<key:key>/step/<slug:stage>/", own.step, name="opportunity-step"),
    path(f"{OWN}<key:key>/step/<slug:stage>/<slug:code>/", own.correct, name="correct-opportunity-notice"),
    path(f"{OWN}<key:key>/award/", award_view.award_opportunity, name="award-opportunity"),
    path(f"{OWN}<key:key>/discard/", own.discard, name="discard-opportunity"),
    path(f"{OWN}<key:key>/questions/<key:question>/", people.answer, name="answer-opportunity-question"),
    path(f"{OWN}<key:key>/<slug:section>/", own.edit, name="edit-opportunity"),
]
