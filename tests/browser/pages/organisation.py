"""Pages that set up service areas, posts and the council."""

from datetime import date

from council import clock
from council.models import Absence, Post, PostAlias, PostHolding, ServiceArea, UnsentEmail
from tests import factories

POSTS = "/ashdown/organisation/posts/"
PAGES = {
    "overview": "/ashdown/organisation/",
    "e-mails not sent": "/ashdown/organisation/unsent/",
    "areas": "/ashdown/organisation/areas/",
    "area, new": "/ashdown/organisation/areas/add/",
    "area, removal": "/ashdown/organisation/areas/{area}/remove/",
    "posts": POSTS,
    "posts, none found": f"{POSTS}?q=zebra&show=vacant",
    "posts that are gone": f"{POSTS}?show=gone",
    "post": f"{POSTS}{{post}}/",
    "post that has ended": f"{POSTS}{{ended}}/",
    "post that was merged": f"{POSTS}{{merged}}/",
    "post, new": f"{POSTS}add/",
    "post, edit": f"{POSTS}{{post}}/edit/",
    "post, rename": f"{POSTS}{{post}}/rename/",
    "post, end": f"{POSTS}{{post}}/end/",
    "post, reopen": f"{POSTS}{{ended}}/reopen/",
    "post, merge into": f"{POSTS}{{post}}/merge/",
    "post, merge": f"{POSTS}{{post}}/merge/?into={{long}}",
    "post, split": f"{POSTS}{{post}}/split/",
    "name, new": f"{POSTS}{{post}}/names/add/",
    "holder, new": f"{POSTS}{{post}}/holders/add/",
    "holder, correction": f"{POSTS}{{post}}/holders/{{held}}/edit/",
    "absence, new": f"{POSTS}{{post}}/holders/{{held}}/absences/add/",
    "post with long words": f"{POSTS}{{long}}/",
    "list of posts": f"{POSTS}import/",
}


def prepare(cast):
    """A post with all there is to one; others that are gone, and one of very long words."""
    council = cast.council
    area = ServiceArea.objects.create(council=council, name="Law & Democracy", head=cast.post)
    Post.objects.filter(pk=cast.post.pk).update(service_area=area, statutory_role="s151 officer")
    PostAlias.objects.create(council=council, post=cast.post, name="Head of L&D")
    held = PostHolding.objects.get(post=cast.post)
    Absence.objects.create(holding=held, first_day=date(2023, 6, 20), last_day=date(2023, 7, 14))
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="deputy")
    PostHolding.objects.create(post=cast.post, person=cast.slt, until=date(2022, 1, 1))
    ended = factories.post(council, "Town clerk")
    Post.objects.filter(pk=ended.pk).update(ended_on=date(2022, 1, 1))
    merged = factories.post(council, "Head of Legal")
    Post.objects.filter(pk=merged.pk).update(merged_into=cast.post)
    long = factories.post(council, "Verwaltungsgemeinschaftsvorsitzender" * 5)
    PostAlias.objects.create(council=council, post=long, name="x" * 200)
    for person in (cast.owner, cast.slt):
        UnsentEmail.objects.create(
            council=council,
            person=person,
            kind="digest",
            failed_at=clock.now(),
            subject="Kilometres-of-one-word-" * 6,
            why="The mail server refused it: 550 " + "x" * 200,
        )
    return {
        "area": area.pk,
        "post": cast.post.pk,
        "ended": ended.pk,
        "merged": merged.pk,
        "long": long.pk,
        "held": held.pk,
    }
