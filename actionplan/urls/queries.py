"""What is asked about an action: answers to queries, questions and their replies."""

from django.urls import path

from actionplan.views import answering

app_name = "queries"

urlpatterns = [
    path("", answering.action_queries, name="action_queries"),
    path("questions/", answering.question_ask, name="question_ask"),
    path("questions/<int:entry>/", answering.question_reply, name="question_reply"),
    path("answers/<int:entry>/", answering.answer_judge, name="answer_judge"),
    path("<slug:code>/", answering.query_answer, name="query_answer"),
]
