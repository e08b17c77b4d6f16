"""Service areas: made, changed, removed while nothing hangs from them; nothing crosses councils."""

import pytest

from council.models import Post, ServiceArea
from council.versions import newest
from tests import factories

PAGE = "/ashdown/organisation/areas/"


@pytest.fixture
def law(cast) -> ServiceArea:
    return ServiceArea.objects.create(council=cast.council, name="Law")


def test_area_is_added_with_a_head_and_signed(cast, manager):
    answer = manager.post(f"{PAGE}add/", {"name": " Law  & Democracy ", "head": cast.post.pk})
    assert answer.status_code == 302
    made = ServiceArea.objects.get()
    assert (made.name, made.head, made.council) == ("Law & Democracy", cast.post, cast.council)
    assert made.history.get().history_user == cast.manager


@pytest.mark.parametrize("name", ["", "  ", "LAW", "x" * 201, "La\x00w", "\u202e"])
def test_name_that_cannot_stand_is_refused(manager, law, name):
    answer = manager.post(f"{PAGE}add/", {"name": name})
    assert answer.status_code == 422
    assert ServiceArea.objects.count() == 1


@pytest.mark.parametrize("which", ["other council", "ended"])
def test_head_is_a_post_in_use_of_this_council(cast, manager, law, which):
    if which == "ended":
        wrong = factories.post(cast.council, "Clerk")
        Post.objects.filter(pk=wrong.pk).update(ended_on="2023-01-01")
    else:
        wrong = Post.objects.filter(council=cast.other_council).get()
    answer = manager.post(
        f"{PAGE}{law.pk}/edit/", {"name": "Law", "head": wrong.pk, "seen": newest(law)}
    )
    assert answer.status_code == 422
    law.refresh_from_db()
    assert law.head is None


def test_two_managers_at_once_see_both_names(manager, law):
    seen = newest(law)
    manager.post(f"{PAGE}{law.pk}/edit/", {"name": "Legal", "seen": seen})
    answer = manager.post(f"{PAGE}{law.pk}/edit/", {"name": "Lawyers", "seen": seen})
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [("Name", "Legal", "Lawyers")]


def test_area_with_posts_is_not_removed_and_says_why(cast, manager, law):
    Post.objects.filter(pk=cast.post.pk).update(service_area=law)
    answer = manager.post(f"{PAGE}{law.pk}/remove/", {"seen": newest(law)})
    assert answer.status_code == 409
    assert "1 post belongs to “Law”" in answer.content.decode()
    Post.objects.update(service_area=None)
    assert manager.post(f"{PAGE}{law.pk}/remove/", {"seen": newest(law)}).status_code == 302
    assert not ServiceArea.objects.exists()


@pytest.mark.parametrize("pk", ["other", 9999, 10**20])
def test_area_of_another_council_or_of_no_council_is_not_found(cast, manager, pk):
    theirs = ServiceArea.objects.create(council=cast.other_council, name="Trees")
    pk = theirs.pk if pk == "other" else pk
    for what in ("edit", "remove"):
        assert manager.get(f"{PAGE}{pk}/{what}/").status_code == 404
        assert manager.post(f"{PAGE}{pk}/{what}/", {"name": "x"}).status_code == 404


def test_list_counts_posts_in_use_and_needs_the_same_queries_however_many(
    cast, manager, law, django_assert_max_num_queries
):
    Post.objects.filter(council=cast.council).update(service_area=law, ended_on="2023-01-01")
    Post.objects.filter(pk=cast.post.pk).update(ended_on=None)
    for number in range(20):
        ServiceArea.objects.create(council=cast.council, name=f"Area {number}", head=cast.post)
    with django_assert_max_num_queries(8):
        answer = manager.get(PAGE)
    assert {area.name: area.number for area in answer.context["areas"]}["Law"] == 1
