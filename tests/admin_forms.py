"""The admin's pages as a browser fills them in and sends them back."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse


def address(kind: type[Model], page: str, *args: object) -> str:
    """An address of the admin: ``address(Plan, "change", plan.pk)``."""
    return reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_{page}", args=args)


def send(client: Client, url: str, **typed: Any) -> Any:
    """Open a page, change what is ``typed`` and send it all; lines end as a browser ends them."""
    page = client.get(url)
    assert page.status_code == 200
    filled = {key: value for form in forms_of(page.context) for key, value in held(form)}
    return client.post(url, filled | typed)


def forms_of(context: Any) -> Iterator[BaseForm]:
    """The page's own form and those of its inlines."""
    yield context["adminform"].form
    for inline in context.get("inline_admin_formsets", []):
        yield inline.formset.management_form
        yield from inline.formset.forms


def held(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Each field's name and what stands in it."""
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        yield bound.html_name, str(value).replace("\r\n", "\n").replace("\n", "\r\n")


def faults(answer: Any) -> str:
    """All that a refused page says is wrong; fails where it was not refused."""
    assert answer.status_code == 200, "it was saved"
    return " ".join(str(fault) for fault in answer.context["errors"])


def refused(answer: Any) -> set[str]:
    """The fields of the page's own form that were refused."""
    assert answer.status_code == 200, "it was saved"
    return set(answer.context["adminform"].form.errors)
