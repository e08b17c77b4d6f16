"""What a post is and is called: added, changed, renamed, ended and reopened."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from council.forms.posts import AliasForm, EndForm, PostFactsForm, PostForm, RenameForm
from council.htmx import render_page
from council.in_words import in_words
from council.messages import say
from council.models import Post, PostAlias
from council.queries.posts import alias_or_404, post_or_404
from council.scope import CouncilRequest
from council.services.posts import add_post, change_post, end_post, reopen_post, why_not_end
from council.services.posts_names import add_alias, remove_alias, rename_post
from council.views.posts_pages import EDIT, Page, check, edit_page, post_page, removal_page
from council.views.rows import SAVED, save_form


@require_http_methods(EDIT)
def post_add(request: CouncilRequest) -> HttpResponse:
    """A new post; afterwards its own page, where its holder is named."""
    check(request)
    row = Post(council=request.scope.council)
    data = request.POST if request.method == "POST" else None

    def make(data: object, row: Post) -> PostForm:
        return PostForm(data, row=row)  # type: ignore[arg-type]

    def save(form: PostForm) -> None:
        for name, value in form.values.items():
            setattr(row, name, value)
        add_post(post=row, by=request.user)

    form, status = save_form(request, make(data, Post(council=row.council)), save, make)
    if status == SAVED:
        say(request, f"{row.title} is added. It is vacant until you say who holds it.")
        return HttpResponseRedirect(post_page(request, row))
    back = reverse("organisation:post_list", args=[request.scope.council.slug])
    context = {"heading": "Add a post", "back": back, "button": "Add the post", "form": form}
    return render_page(request, "forms/row_page.html", context, status=status)


@require_http_methods(EDIT)
def post_edit(request: CouncilRequest, post: int) -> HttpResponse:
    """Service area and statutory role."""
    check(request)
    found = post_or_404(request.scope, post)

    def save(form: PostFactsForm) -> None:
        change_post(post=found, values=form.values, seen=form.cleaned_data["seen"], by=request.user)

    page = Page(f"Edit {found.title}", post_page(request, found), f"{found.title} is saved.")
    return edit_page(request, page, row=found, form=PostFactsForm, save=save)


@require_http_methods(EDIT)
def post_rename(request: CouncilRequest, post: int) -> HttpResponse:
    """Another title; the old one goes on leading here."""
    check(request)
    found = post_or_404(request.scope, post)

    def save(form: RenameForm) -> None:
        title, seen = form.cleaned_data["title"], form.cleaned_data["seen"]
        rename_post(post=found, title=title, seen=seen, by=request.user)

    said = f"The post has its new title. “{found.title}” goes on leading to it."
    page = Page(f"Rename {found.title}", post_page(request, found), said, button="Rename")
    return edit_page(request, page, row=found, form=RenameForm, save=save)


@require_http_methods(EDIT)
def alias_add(request: CouncilRequest, post: int) -> HttpResponse:
    """One more name that leads to the post."""
    check(request)
    found = post_or_404(request.scope, post)

    def save(form: AliasForm) -> None:
        alias = PostAlias(council=found.council, post=found, name=form.cleaned_data["name"])
        add_alias(alias=alias, by=request.user)

    page = Page(
        "Add another name", post_page(request, found), "The name is added.", "Add", str(found)
    )
    row = PostAlias(council=found.council, post=found)
    return edit_page(request, page, row=row, form=AliasForm, save=save)


@require_http_methods(EDIT)
def alias_remove(request: CouncilRequest, post: int, alias: int) -> HttpResponse:
    """Let a name lead to the post no more."""
    check(request)
    found = alias_or_404(request.scope, post, alias)
    page = Page(
        f"Remove “{found.name}”",
        post_page(request, found.post),
        f"“{found.name}” no longer leads to {found.post}.",
        button="Remove the name",
        caption=str(found.post),
        introduction="A plan that is imported with this name later will make a new post of it.",
    )
    remove = partial(_remove_alias, request, found)
    return removal_page(request, page, row=found, remove=remove)


def _remove_alias(request: CouncilRequest, alias: PostAlias, seen: int | None) -> None:
    remove_alias(alias=alias, seen=seen, by=request.user)


@require_http_methods(EDIT)
def post_end(request: CouncilRequest, post: int) -> HttpResponse:
    """There is no such post any more; refused while it leads something."""
    check(request)
    found = post_or_404(request.scope, post)

    def save(form: EndForm) -> None:
        day, seen = form.cleaned_data["ended_on"], form.cleaned_data["seen"]
        end_post(post=found, day=day, seen=seen, by=request.user)

    in_the_way = why_not_end(found)
    page = Page(
        f"End {found.title}",
        post_page(request, found),
        f"{found.title} has ended. Whoever held it did so until the day before.",
        button="End the post",
        introduction=in_the_way
        or "Whoever holds it does so until the day before. The post stays in the log, and can be "
        "reopened.",
    )
    return edit_page(request, page, row=found, form=EndForm, save=save)


@require_http_methods(EDIT)
def post_reopen(request: CouncilRequest, post: int) -> HttpResponse:
    """There is such a post again."""
    check(request)
    found = post_or_404(request.scope, post)

    def reopen(seen: int | None) -> None:
        reopen_post(post=found, seen=seen, by=request.user)

    page = Page(
        f"Reopen {found.title}",
        post_page(request, found),
        f"{found.title} is open again. It is vacant until you say who holds it.",
        button="Reopen the post",
        introduction="Those who held it are not given it back: say afterwards who holds it.",
    )
    subject = f"{found.title}: ended on {in_words(found.ended_on)}"
    return removal_page(request, page, row=found, remove=reopen, subject=subject)
