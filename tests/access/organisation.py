"""Who may set up service areas and posts."""

from datetime import date
from typing import Any

from council import clock
from council.models import Absence, PostAlias, PostHolding, ServiceArea, UnsentEmail
from tests.factories import Cast

#                                     nobody reader holder officer slt clerk manager stranger
TABLE = """
organisation:overview           GET      302    403    403    403  403   200     200      404
organisation:overview           POST     302    405    405    405  405   405     405      404
organisation:unsent_list        GET      302    403    403    403  403   403     200      404
organisation:unsent_list        POST     302    405    405    405  405   405     405      404
organisation:unsent_all         GET      302    405    405    405  405   405     405      404
organisation:unsent_all         POST     302    403    403    403  403   403     302      404
organisation:unsent_again       GET      302    405    405    405  405   405     405      404
organisation:unsent_again       POST     302    403    403    403  403   403     302      404
organisation:unsent_aside       GET      302    405    405    405  405   405     405      404
organisation:unsent_aside       POST     302    403    403    403  403   403     302      404
organisation:area_list          GET      302    403    403    403  403   403     200      404
organisation:area_list          POST     302    405    405    405  405   405     405      404
organisation:area_add           GET      302    403    403    403  403   403     200      404
organisation:area_add           POST     302    403    403    403  403   403     422      404
organisation:area_edit          GET      302    403    403    403  403   403     200      404
organisation:area_edit          POST     302    403    403    403  403   403     422      404
organisation:area_remove        GET      302    403    403    403  403   403     200      404
organisation:area_remove        POST     302    403    403    403  403   403     409      404
organisation:post_list          GET      302    403    403    403  403   403     200      404
organisation:post_list          POST     302    405    405    405  405   405     405      404
organisation:post_add           GET      302    403    403    403  403   403     200      404
organisation:post_add           POST     302    403    403    403  403   403     422      404
organisation:post_import        GET      302    403    403    403  403   403     200      404
organisation:post_import        POST     302    403    403    403  403   403     422      404
organisation:post_import_apply  GET      302    405    405    405  405   405     405      404
organisation:post_import_apply  POST     302    403    403    403  403   403     302      404
organisation:post_template      GET      302    403    403    403  403   403     200      404
organisation:post_template      POST     302    405    405    405  405   405     405      404
organisation:post_detail        GET      302    403    403    403  403   403     200      404
organisation:post_detail        POST     302    405    405    405  405   405     405      404
organisation:post_edit          GET      302    403    403    403  403   403     200      404
organisation:post_edit          POST     302    403    403    403  403   403     409      404
organisation:post_rename        GET      302    403    403    403  403   403     200      404
organisation:post_rename        POST     302    403    403    403  403   403     422      404
organisation:post_end           GET      302    403    403    403  403   403     200      404
organisation:post_end           POST     302    403    403    403  403   403     422      404
organisation:post_reopen        GET      302    403    403    403  403   403     200      404
organisation:post_reopen        POST     302    403    403    403  403   403     409      404
organisation:post_merge         GET      302    403    403    403  403   403     200      404
organisation:post_merge         POST     302    403    403    403  403   403     302      404
organisation:post_split         GET      302    403    403    403  403   403     200      404
organisation:post_split         POST     302    403    403    403  403   403     422      404
organisation:alias_add          GET      302    403    403    403  403   403     200      404
organisation:alias_add          POST     302    403    403    403  403   403     422      404
organisation:alias_remove       GET      302    403    403    403  403   403     200      404
organisation:alias_remove       POST     302    403    403    403  403   403     409      404
organisation:holding_add        GET      302    403    403    403  403   403     200      404
organisation:holding_add        POST     302    403    403    403  403   403     422      404
organisation:holding_edit       GET      302    403    403    403  403   403     200      404
organisation:holding_edit       POST     302    403    403    403  403   403     422      404
organisation:holding_end        GET      302    403    403    403  403   403     200      404
organisation:holding_end        POST     302    403    403    403  403   403     422      404
organisation:holding_remove     GET      302    403    403    403  403   403     200      404
organisation:holding_remove     POST     302    403    403    403  403   403     409      404
organisation:absence_add        GET      302    403    403    403  403   403     200      404
organisation:absence_add        POST     302    403    403    403  403   403     422      404
organisation:absence_remove     GET      302    403    403    403  403   403     200      404
organisation:absence_remove     POST     302    403    403    403  403   403     409      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The post that the holder holds, with another name and an absence;
    a service area; and an e-mail that was not sent."""
    held = PostHolding.objects.get(post=cast.post)
    area, _ = ServiceArea.objects.get_or_create(council=cast.council, name="Law")
    alias, _ = PostAlias.objects.get_or_create(
        council=cast.council, post=cast.post, name="Head of Legal"
    )
    unsent, _ = UnsentEmail.objects.get_or_create(
        council=cast.council,
        person=cast.owner,
        kind="digest",
        defaults={"failed_at": clock.now(), "subject": "Updates", "why": "No answer"},
    )
    day = date(2023, 8, 1)
    away, _ = Absence.objects.get_or_create(holding=held, first_day=day, last_day=day)
    return {
        "post": cast.post.pk,
        "area": area.pk,
        "alias": alias.pk,
        "holding": held.pk,
        "absence": away.pk,
        "email": unsent.pk,
    }
