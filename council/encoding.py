"""Requests are read as UTF-8, whatever they claim to be."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class Utf8Middleware:
    """Ignores a charset that a request names: forms here are sent as UTF-8.

    Other codecs ("unicode_escape") would let a request smuggle in half characters that neither
    the database nor the error page can write.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.encoding = "utf-8"
        return self.get_response(request)
