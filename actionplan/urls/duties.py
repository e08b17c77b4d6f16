"""What a council owes after a peer challenge."""

from django.urls import path

from actionplan.views import duties

app_name = "duties"

urlpatterns = [path("<slug:duty>/", duties.duty_mark, name="duty_mark")]
