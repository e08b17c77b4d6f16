"""Django forms in GOV.UK markup: ``{{ field.as_field_group }}`` gives label, hint, error, control.

Looks are chosen with the widget's own class attribute, to which the base class is added::

    forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"})
    forms.DateInput(attrs={"class": "govuk-input--width-10"})

Admin pages keep their own look: their widgets are left alone.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

# The first that fits counts: a CheckboxSelectMultiple is a RadioSelect too.
BASE_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes"),
    (forms.RadioSelect, "govuk-radios"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (
        forms.PasswordInput,
        "govuk-input govuk-password-input__input govuk-js-password-input-input",
    ),
    (Input, "govuk-input"),
)
CHOICES = {
    "django/forms/widgets/radio.html": "forms/widgets/radios.html",
    "django/forms/widgets/checkbox_select.html": "forms/widgets/checkboxes.html",
}


class GovukBoundField(BoundField):
    """A field that knows the classes of its control and the place its errors link to."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if base := _base_class(widget):
            chosen = str(attrs.get("class") or widget.attrs.get("class", ""))
            first = base.split()[0]
            error = f"{first}--error" if self.errors and "__" not in first else ""
            attrs["class"] = " ".join(part for part in (base, error, chosen) if part)
        return attrs

    @property
    def error_target(self) -> str:
        """The id that a link in the error summary goes to: the control, or its first choice."""
        if isinstance(self.field.widget, forms.RadioSelect):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id


class GovukRenderer(TemplatesSetting):
    """Set as FORM_RENDERER. Widgets come from Django, choices and fields from templates/forms."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render; what GovukBoundField has marked as ours takes our template."""
        attrs = context.get("widget", {}).get("attrs", {})
        if "govuk-" in str(attrs.get("class", "")):
            template_name = CHOICES.get(template_name, template_name)
            # Words that vanish while one types are no hint; the field's hint stays in sight.
            attrs.pop("placeholder", None)
        return super().render(template_name, context, request)


def _base_class(widget: forms.Widget) -> str:
    """The GOV.UK class of a control; "" for hidden ones and for those of the admin."""
    if widget.is_hidden or type(widget).__module__.startswith("django.contrib.admin"):
        return ""
    return next((css for kind, css in BASE_CLASSES if isinstance(widget, kind)), "")
