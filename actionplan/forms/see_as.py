"""Whom to see the council as."""

from django import forms

from council.seeing import Guise


class SeeAsForm(forms.Form):
    """One of ``Guise``."""

    guise = forms.ChoiceField(choices=[(one.value, one.value) for one in Guise])
