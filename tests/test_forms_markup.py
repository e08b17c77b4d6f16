"""Forms in GOV.UK markup: ids that meet, errors that can be reached, choices that have names."""

import lxml.html
import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.template.loader import render_to_string


class UpdateForm(forms.Form):
    rating = forms.ChoiceField(
        choices=[("G", "Green"), ("A", "Amber")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
        help_text="What the lead declares",
    )
    status = forms.ChoiceField(choices=[("", "Not stated"), ("complete", "Complete")])
    due = forms.DateField(
        help_text="For example, 30 9 2023",
        widget=forms.DateInput(attrs={"class": "govuk-input--width-10"}),
    )
    commentary = forms.CharField(widget=forms.Textarea(attrs={"placeholder": "Say something"}))
    no_change = forms.BooleanField(help_text="Nothing has moved")
    password = forms.CharField(widget=forms.PasswordInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Somebody else has saved this action")


def read(html):
    return lxml.html.fromstring(f"<div>{html}</div>")


@pytest.fixture
def wrong():
    form = UpdateForm({"rating": "purple"})
    form.is_valid()
    return form


@pytest.mark.parametrize("name", ["due", "commentary", "no_change", "password", "status"])
def test_control_is_described_by_its_hint_and_its_error_and_named_by_its_label(wrong, name):
    field = wrong[name]
    page = read(field.as_field_group())
    control = page.xpath(f"//*[@name='{name}']")[0]
    described = control.get("aria-describedby").split()
    assert described == [f"id_{name}_helptext"] * bool(field.help_text) + [f"id_{name}_error"]
    for wanted in described:
        assert page.get_element_by_id(wanted).text_content().strip()
    assert "Error:" in page.get_element_by_id(f"id_{name}_error").text_content()
    assert control.get("aria-invalid") == "true"
    assert page.xpath(f"//label[@for='{control.get('id')}']")[0].text_content() == field.label


def test_choices_stand_in_a_fieldset_that_is_described(wrong):
    page = read(wrong["rating"].as_field_group())
    fieldset = page.xpath("//fieldset")[0]
    assert fieldset.get("aria-describedby") == "id_rating_helptext id_rating_error"
    assert page.xpath("//legend")[0].text_content() == "Rating"
    for choice in page.xpath("//input"):
        assert page.xpath(f"//label[@for='{choice.get('id')}']")
        # a radio button has no such state; its group says that something is wrong
        assert choice.get("aria-invalid") is None
    assert "govuk-radios--inline" in page.xpath("//div[@data-module]")[0].get("class")


def test_chosen_radio_is_checked():
    page = read(UpdateForm(initial={"rating": "A"})["rating"].as_field_group())
    assert [choice.get("value") for choice in page.xpath("//input[@checked]")] == ["A"]


def test_several_may_be_checked():
    class Filters(forms.Form):
        rating = forms.MultipleChoiceField(
            choices=[("G", "Green"), ("A", "Amber"), ("-", "Not rated")],
            widget=forms.CheckboxSelectMultiple,
        )

    page = read(Filters(initial={"rating": ["G", "-"]})["rating"].as_field_group())
    assert [box.get("value") for box in page.xpath("//input[@checked]")] == ["G", "-"]
    assert page.xpath("//div[contains(@class, 'govuk-checkboxes__item')]")


def test_summary_links_to_every_field_that_is_wrong(wrong):
    page = read(render_to_string("forms/errors/summary.html", {"form": wrong}))
    summary = page.xpath("//*[@data-module='govuk-error-summary']")[0]
    assert summary.get("tabindex") == "-1"
    assert summary.xpath(".//*[@role='alert']")
    said = [item.text_content().strip() for item in summary.xpath(".//li")]
    assert said[0] == "Somebody else has saved this action"
    whole = read("".join(field.as_field_group() for field in wrong))
    targets = [link.get("href").removeprefix("#") for link in summary.xpath(".//a")]
    wanted = ["rating_0", "status", "due", "commentary", "no_change", "password"]
    assert targets == [f"id_{name}" for name in wanted]
    for target in targets:
        assert whole.get_element_by_id(target).tag in {"input", "textarea", "select"}


def test_error_of_a_hidden_field_is_said_without_a_link(wrong):
    page = read(render_to_string("forms/errors/summary.html", {"form": wrong}))
    hidden = page.xpath("//li[not(a)]")
    assert [item.text_content().strip() for item in hidden][1:] == ["This field is required."]


def test_summary_of_a_right_form_is_nothing():
    assert not render_to_string("forms/errors/summary.html", {"form": UpdateForm()}).strip()


def test_looks_of_a_widget_are_added_to_the_base_class(wrong):
    due = read(wrong["due"].as_field_group()).xpath("//input")[0]
    assert due.get("class") == "govuk-input govuk-input--error govuk-input--width-10"
    fresh = read(UpdateForm()["due"].as_field_group()).xpath("//input")[0]
    assert fresh.get("class") == "govuk-input govuk-input--width-10"


def test_placeholders_are_left_out():
    assert "placeholder" not in UpdateForm()["commentary"].as_field_group()


def test_words_that_people_typed_are_escaped():
    form = UpdateForm({"rating": "<b>", "commentary": "</textarea><b>bold</b>"})
    assert "<b>" not in str(form)


def test_admin_keeps_its_own_classes():
    class AdminForm(forms.Form):
        title = forms.CharField(widget=AdminTextInputWidget)

    assert "govuk-" not in str(AdminForm()["title"])


def test_whole_form_says_what_is_wrong_first(wrong):
    html = str(wrong)
    assert html.index("There is a problem") < html.index("govuk-fieldset__legend")
    assert 'name="seen"' in html
