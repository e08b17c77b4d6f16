"""A list of posts comes in: what each row would do is what it does, and nothing else happens."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from council.csv_files import read_text, template
from council.models import Membership, Post, PostAlias, PostHolding, Role, ServiceArea
from council.posts_csv import COLUMNS, EXAMPLES
from council.services.posts_import import counts, import_posts, judge_posts
from tests import factories

PAGE = "/ashdown/organisation/posts/import/"
HEAD = "Title,Service area,Statutory role,Aliases,Holder e-mail,Holder since,Holds it as\n"
OWNER = "priya.raman@example.gov.uk"
COLLEAGUE = "daniel.okafor@example.gov.uk"


def judged(cast, rows: str):
    return judge_posts(council=cast.council, rows=read_text(HEAD + rows, COLUMNS).rows)


def verdicts(cast, rows: str) -> list[str]:
    return [str(one.verdict) for one in judged(cast, rows)]


def words(cast, rows: str) -> str:
    return " ".join(judged(cast, rows)[-1].words)


def send(client, content: str | bytes, name: str = "posts.csv"):
    sent = content.encode() if isinstance(content, str) else content
    return client.post(PAGE, {"file": SimpleUploadedFile(name, sent)})


def test_every_kind_of_row_is_told_apart(cast):
    rows = (
        "Town clerk,Law,Proper officer,Clerk; Secretary,,,\n"
        "Head of Finance,,,,,,\n"
        "head of law & democracy,Law,,,,,\n"
        ",Law,,,,,\n"
    )
    assert verdicts(cast, rows) == [
        "will be added", "is there already", "will be changed", "refused",
    ]  # fmt: skip
    assert not ServiceArea.objects.exists()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (",,,,,,", "no title"),
        ("Town clerk,,,Chief Executive,,,", "is the title of another post"),
        ("Town clerk,,,,nobody@example.gov.uk,,", "Nobody of this council has the e-mail"),
        ("Town clerk,,,,alex.marlow@example.gov.uk,,", "Nobody of this council"),
        (f"Town clerk,,,,{OWNER},soon,", "“soon” is no day"),
        (f"Town clerk,,,,{OWNER},1 May 3023,", "is no day"),
        ("Town clerk,,,,,1 May 2023,", "but not by whom"),
        (f"Town clerk,,,,{OWNER},,king", "no way to hold a post"),
        (f"Head of Law & Democracy,,,,{COLLEAGUE},,", "Priya Raman is the holder"),
        (f"{'x' * 201},,,,,,", "too long"),
        (f"Town clerk,,,{'x' * 201},,,", "too long"),
        ("Old clerk,,,,,,", "has ended"),
        ("Clerk,,,Secretary,,,\nBoss,,,Secretary,,,", "another name of the post “Clerk”"),
        ("Clerk,,,,,,,more", "more cells than there are headings"),
    ],
)
def test_bad_row_is_refused_with_a_sentence(cast, rows, why):
    old = factories.post(cast.council, "Old clerk")
    Post.objects.filter(pk=old.pk).update(ended_on=date(2022, 1, 1))
    if rows == ",,,,,,":
        rows = ",Law,,,,,"
    assert why in words(cast, rows)
    assert verdicts(cast, rows)[-1] == "refused"


def test_rows_count_for_those_below_them(cast):
    rows = (
        f"Clerk,Law,,Secretary,{OWNER},,job share\n"
        f"secretary,law,,,{COLLEAGUE},1 May 2023,job share\n"
        "Clerk,,,,,,\n"
    )
    assert verdicts(cast, rows) == ["will be added", "will be changed", "is there already"]


def test_whoever_holds_it_already_is_no_change(cast):
    assert verdicts(cast, f"Head of Law & Democracy,,,,{OWNER.upper()},,") == ["is there already"]


def test_whoever_held_it_once_is_not_given_those_days_again(cast):
    days = {"since": date(2020, 1, 1), "until": date(2021, 1, 1)}
    post = Post.objects.get(council=cast.council, title="Head of Finance")
    PostHolding.objects.create(post=post, person=cast.colleague, **days)
    for since, verdict in (("01/01/2020", "refused"), ("02/01/2021", "will be changed")):
        assert verdicts(cast, f"Head of Finance,,,,{COLLEAGUE},{since},") == [verdict]


def test_whoever_has_left_is_not_taken(cast):
    Membership.objects.filter(person=cast.colleague).update(left_on=date(2023, 1, 1))
    assert verdicts(cast, f"Head of Finance,,,,{COLLEAGUE},,") == ["refused"]


def test_good_rows_are_applied_and_signed_and_a_second_time_changes_nothing(cast):
    rows = (
        f"Town clerk,Law,Proper officer,Clerk; Secretary,{COLLEAGUE},01/05/2023,interim\n"
        f"Clerk,,,,{OWNER},,deputy\n"
        "Head of Finance,law,,,,,\n"
        "Head of Tax,,,Chief Executive,,,\n"
    )
    table = read_text(HEAD + rows, COLUMNS)
    before = judge_posts(council=cast.council, rows=table.rows)
    done = import_posts(council=cast.council, rows=table.rows, by=cast.manager)
    assert [(one.verdict, one.words) for one in before] == [(o.verdict, o.words) for o in done]
    assert counts(done) == {"added": 1, "changed": 2, "same": 0, "refused": 1}
    post = Post.objects.get(title="Town clerk")
    assert (str(post.service_area), post.statutory_role) == ("Law", "Proper officer")
    assert {one.name for one in post.aliases.all()} == {"Clerk", "Secretary"}
    held = {(one.person, one.kind, one.since) for one in post.holdings.all()}
    assert held == {(cast.colleague, "interim", date(2023, 5, 1)), (cast.owner, "deputy", None)}
    assert post.history.last().history_user == cast.manager
    assert ServiceArea.objects.get().posts.count() == 2
    assert not Post.objects.filter(title="Head of Tax").exists()
    again = import_posts(council=cast.council, rows=table.rows, by=cast.manager)
    assert counts(again) == {"added": 0, "changed": 0, "same": 3, "refused": 1}


def test_other_councils_posts_are_not_touched(cast):
    before = list(Post.objects.filter(council=cast.other_council).values())
    rows = read_text(f"{HEAD}Head of Law & Democracy,Law,,Legal,,,\n", COLUMNS).rows
    import_posts(council=cast.council, rows=rows, by=cast.manager)
    assert list(Post.objects.filter(council=cast.other_council).values()) == before
    assert PostAlias.objects.get().council == cast.council


# ---- on the page


def test_preview_shows_every_row_changes_nothing_and_apply_does_it(cast, manager):
    content = f"{HEAD}Town clerk,Law,,,,,\nHead of Tax,,,Chief Executive,,,\n"
    answer = send(manager, content)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "1 to add, 0 to change, 0 there already, 1 refused" in shown
    assert not Post.objects.filter(title="Town clerk").exists()
    done = manager.post(f"{PAGE}apply/", {"carried": answer.context["carried"]})
    assert done.status_code == 200
    assert "but for 1 row" in done.content.decode()
    assert Post.objects.filter(title="Town clerk").exists()


def test_list_without_refused_rows_leads_back_to_the_posts(manager, cast):
    carried = send(manager, f"{HEAD}Town clerk,Law,,,,,\n").context["carried"]
    answer = manager.post(f"{PAGE}apply/", {"carried": carried}, follow=True)
    assert "1 posts added" not in answer.content.decode()
    assert "1 post added" in answer.content.decode()


def test_list_carried_by_another_person_or_made_up_is_not_applied(cast, manager, logged_in):
    carried = send(manager, f"{HEAD}Town clerk,Law,,,,,\n").context["carried"]
    other = logged_in(factories.member(cast.council, Role.PLAN_MANAGER, name="Ann Bell"))
    for client, value in ((other, carried), (manager, carried[:-2]), (manager, "")):
        answer = client.post(f"{PAGE}apply/", {"carried": value}, follow=True)
        assert "Nothing was changed. Send the file again." in answer.content.decode()
    assert not Post.objects.filter(title="Town clerk").exists()


def test_what_changed_since_the_preview_counts(cast, manager):
    carried = send(manager, f"{HEAD}Town clerk,,,Legal,,,\n").context["carried"]
    PostAlias.objects.create(council=cast.council, post=cast.post, name="Legal")
    answer = manager.post(f"{PAGE}apply/", {"carried": carried})
    assert "another name of the post" in answer.content.decode()
    assert not Post.objects.filter(title="Town clerk").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "posts.csv is empty."),
        (b"PK\x03\x04", "Excel workbook"),
        (b"Shoe\n1\n", "heading “Title”"),
        (b"Title\n" + b"x" * 400_000, "larger than 300 KB"),
        (b"Title\n" + b"x" * 1_500_000, "larger than 1 MB"),
    ],
)
def test_file_that_cannot_be_read_is_refused(manager, content, why):
    answer = send(manager, content)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_unknown_columns_are_named_and_html_stays_text(manager, cast):
    shown = send(manager, "Title,<b>Shoe\n<script>alert(1)</script>,9\n").content.decode()
    assert "&lt;b&gt;Shoe" in shown
    assert "<script>alert" not in shown


def test_template_can_be_downloaded_and_is_read_again(manager, cast):
    answer = manager.get(f"{PAGE}posts.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="posts.csv"'
    assert answer.content == template(COLUMNS, EXAMPLES)
    assert "1 to add, 1 to change" in send(manager, answer.content).content.decode()


def test_preview_needs_the_same_queries_however_many_rows(
    cast, manager, django_assert_max_num_queries
):
    rows = "".join(f"Post {number},Area {number},,Alias {number},,,\n" for number in range(1500))
    with django_assert_max_num_queries(16):
        assert "1500 to add" in send(manager, HEAD + rows).content.decode()
    assert not PostHolding.objects.filter(post__title="Post 1").exists()
