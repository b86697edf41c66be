"""The addresses of calls, and of their answers below an authority's own pages."""

from django.urls import path

from toolkit.calls import officers, pages, responding

CALLS = [
    # Calls
    path("calls/", pages.calls, name="calls"),
    path("calls/<slug:slug>/", pages.call, name="call"),
    path("calls/<slug:slug>/answer/", responding.begin, name="answer-call"),
    path("calls/<slug:slug>/answer/address/", responding.address, name="answer-call-address"),
    path("calls/<slug:slug>/answer/<key:key>/", responding.response, name="response"),
    path("calls/<slug:slug>/answer/<key:key>/check/", responding.check, name="response-check"),
    path("calls/<slug:slug>/answer/<key:key>/sent/", responding.receipt, name="response-receipt"),
    path("calls/<slug:slug>/answer/<key:key>/withdraw/", responding.withdraw, name="response-withdraw"),
    path("calls/<slug:slug>/answer/<key:key>/files/<key:file>/", responding.file, name="response-file"),
    # Their answers, for the officers whom they name
    path("account/authority/<slug:slug>/calls/", officers.own_calls, name="own-calls"),
    path("account/authority/<slug:slug>/calls/<slug:call>/", officers.answers, name="call-answers"),
    path(
        "account/authority/<slug:slug>/calls/<slug:call>/answers.csv",
        officers.answers_csv,
        name="call-answers-csv",
    ),
    path(
        "account/authority/<slug:slug>/calls/<slug:call>/answers.xlsx",
        officers.answers_workbook,
        name="call-answers-workbook",
    ),
    path("account/authority/<slug:slug>/calls/<slug:call>/<key:key>/", officers.answer, name="call-answer"),
    path(
        "account/authority/<slug:slug>/calls/<slug:call>/<key:key>/mark/",
        officers.mark,
        name="call-answer-mark",
    ),
    path(
        "account/authority/<slug:slug>/calls/<slug:call>/<key:key>/feedback/",
        officers.feedback,
        name="call-answer-feedback",
    ),
    path(
        "account/authority/<slug:slug>/calls/<slug:call>/<key:key>/files/<key:file>/",
        officers.file,
        name="call-answer-file",
    ),
]
