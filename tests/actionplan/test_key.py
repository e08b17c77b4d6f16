"""What makes a key: ratings that cannot be taken for each other."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from actionplan.key import USUAL_KEYS, as_data, as_ratings, check_key, check_marks, rating_words
from actionplan.key_lines import Guard, Rating
from tests.factories import KEY

GREEN, AMBER, RED = KEY


@pytest.mark.parametrize("ratings", [one for _, one in USUAL_KEYS.values()], ids=USUAL_KEYS)
def test_every_usual_key_is_a_key(ratings):
    check_key(as_data(ratings))
    check_marks(ratings)
    assert as_ratings(as_data(ratings)) == ratings


def test_blue_is_only_for_what_is_complete():
    ratings = {rating.letter: rating for rating in USUAL_KEYS["brag"][1]}
    assert ratings["B"].guard is Guard.COMPLETE


def test_not_due_yet_is_left_out_of_the_roll_up():
    assert [one.word for one in USUAL_KEYS["not-due"][1] if not one.counts] == ["Not due yet"]


def test_two_ratings_may_share_a_colour_or_a_shape():
    check_marks([GREEN, replace(AMBER, colour="green"), replace(RED, shape="circle")])


def test_two_ratings_may_not_share_both():
    with pytest.raises(ValidationError, match=r"Green and Amber are both a green circle\. Give"):
        check_marks([GREEN, replace(AMBER, colour="green", shape="circle")])


def test_two_ratings_may_not_have_the_same_word():
    with pytest.raises(ValidationError, match="Two ratings are called “GREEN”"):
        check_marks([GREEN, replace(AMBER, word="GREEN")])


def test_a_rating_in_words_says_all_that_it_is():
    grey = Rating("N", "Not due", "circle", "grey", "Later", counts=False, guard=Guard.OPEN)
    said = "N Not due, grey circle, not in the roll-up, only while open: Later"
    assert rating_words(grey) == said
    assert rating_words(Rating("R", "Red", "square", "red")) == "R Red, red square"
