"""Pages of leads, and what is sent from them."""

from datetime import date

from django.urls import reverse

TODAY, YESTERDAY, SEPTEMBER = date(2023, 6, 30), date(2023, 6, 29), date(2023, 9, 1)

WHY = {"reason": "Agreed with the directors", "day": "30 June 2023"}


def at(page, *args, cast):
    return reverse(f"leads:{page}", args=[cast.council.slug, cast.plan.slug, *args])
