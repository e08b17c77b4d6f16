"""Two posts that are one job, and one that is two."""

from copy import copy

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from council.forms.posts_merging import IntoForm, MergeForm, SplitForm
from council.htmx import render_page
from council.messages import say
from council.models import Post
from council.queries.posts import post_or_404
from council.scope import CouncilRequest
from council.services.posts_holding import present_holdings
from council.services.posts_merging import merge_posts, merger
from council.services.posts_splitting import split_post
from council.versions import CannotEdit, newest
from council.views.posts_pages import EDIT, check, post_page, refusal_of
from council.views.rows import SAVED, save_form


@require_http_methods(EDIT)
def post_merge(request: CouncilRequest, post: int) -> HttpResponse:
    """First the post that stays, then everything that merging does, then it is done."""
    check(request)
    old = post_or_404(request.scope, post)
    if request.method == "POST":
        return _merge(request, old)
    asked = IntoForm(request.GET if "into" in request.GET else None, post=old)
    if asked.is_valid():
        new = asked.cleaned_data["into"]
        return _preview(request, old, new, _merge_form(old, new), status=200)
    context = {"post": old, "form": asked, "back": post_page(request, old)}
    return render_page(request, "organisation/post_merge_into.html", context)


def _merge(request: CouncilRequest, old: Post) -> HttpResponse:
    form = MergeForm(request.POST, row=copy(old))
    form.is_valid()
    into = form.cleaned_data.get("into")
    if into is None:
        return HttpResponseRedirect(request.path)
    new = post_or_404(request.scope, into)
    if form.errors:
        return _preview(request, old, new, form, status=422)
    given = form.cleaned_data
    refusal = refusal_of(
        lambda: merge_posts(
            old=old,
            new=new,
            holders_pass=given["holders"] == MergeForm.PASS,
            seen=given["seen"],
            seen_new=given["seen_new"],
            by=request.user,
        )
    )
    if refusal:
        fresh = _merge_form(old, new)
        return _preview(request, old, new, fresh, status=409, refusal=refusal)
    say(request, f"{old.title} is merged into {new.title}.")
    return HttpResponseRedirect(post_page(request, new))


def _merge_form(old: Post, new: Post) -> MergeForm:
    """The form as it is shown first: based on both posts as they stand."""
    initial = {"into": new.pk, "seen_new": newest(new)}
    return MergeForm(row=copy(old), initial=initial)


def _preview(
    request: CouncilRequest,
    old: Post,
    new: Post,
    form: MergeForm,
    *,
    status: int,
    refusal: str = "",
) -> HttpResponse:
    """Everything that would happen, whichever way the holders go; or why it may not."""
    context = {"post": old, "new": new, "form": form, "back": post_page(request, old)}
    try:
        done = merger(old=old, new=new, holders_pass=True, day=request.scope.today)
    except CannotEdit as error:
        done, refusal, status = None, str(error), 409
    context |= {"done": done, "refusal": refusal}
    context["asks"] = done is not None and any(one.kind for one in done.passings)
    return render_page(request, "organisation/post_merge.html", context, status=status)


@require_http_methods(EDIT)
def post_split(request: CouncilRequest, post: int) -> HttpResponse:
    """One job is two from now on."""
    check(request)
    found = post_or_404(request.scope, post)
    options = {"holdings": _holdings(request, found)}
    made: list[Post] = []

    def make(data: object, row: Post) -> SplitForm:
        return SplitForm(data, row=row, **options)  # type: ignore[arg-type]

    def save(form: SplitForm) -> None:
        given = form.cleaned_data
        made.append(
            split_post(
                post=found,
                title=given["title"],
                holding=given["holding"],
                seen=given["seen"],
                by=request.user,
            )
        )

    data = request.POST if request.method == "POST" else None
    form, status = save_form(request, make(data, copy(found)), save, make)
    if status == SAVED:
        say(request, _said(found, made[0]))
        return HttpResponseRedirect(post_page(request, made[0]))
    context = {
        "heading": f"Split {found.title}",
        "back": post_page(request, found),
        "button": "Make the second post",
        "introduction": "A second post is made in the same service area. What this post leads "
        "stays with it; what goes to the new one is handed over on each plan’s page of leads.",
        "form": form,
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def _holdings(request: CouncilRequest, post: Post) -> object:
    """Those who hold the post now or will."""
    present = [one.pk for one in present_holdings(post, request.scope.today)]
    return post.holdings.filter(pk__in=present).select_related("person", "post")


def _said(old: Post, new: Post) -> str:
    return (
        f"{new.title} is made. Everything is still led by {old.title}: hand over on each plan’s "
        "page of leads what belongs to the new post."
    )
