"""The addresses as they are while DEBUG: with the gallery of components."""

from django.urls import path

from council import urls
from council.views import pages as views

urlpatterns = [path("components/", views.gallery, name="gallery"), *urls.urlpatterns]
