"""Who leads: posts told apart where they are several, and left whole where they are one."""

import pytest

from actionplan.importing.leads import (
    is_lead_line,
    is_person,
    is_post,
    read_lead_line,
    split_posts,
)


@pytest.mark.parametrize(
    ("words", "slt", "officers"),
    [
        (
            "SLT Lead – Chief Executive/Officer Lead – Strategic Director",
            ["Chief Executive"],
            ["Strategic Director"],
        ),
        (
            "SLT Lead – Strategic Director/Head of CS&T/HR Lead/Comms Manager",
            ["Strategic Director", "Head of CS&T", "HR Lead", "Comms Manager"],
            [],
        ),
        (
            "SLT Lead – Head of Law & Democracy/Officer Leader – Legal & Democratic Services"
            " Manager/Project & IT Manager",
            ["Head of Law & Democracy"],
            ["Legal & Democratic Services Manager", "Project & IT Manager"],
        ),
        ("Lead: Head of HR", [], ["Head of HR"]),
        ("Responsible Officer - Head of HR; Delivery lead - HR Manager", [], [
            "Head of HR", "HR Manager",
        ]),
    ],
)  # fmt: skip
def test_lead_lines(words, slt, officers):
    assert is_lead_line(words)
    found = read_lead_line(words)
    assert (list(found.slt), list(found.officers), found.doubts) == (slt, officers, ())


def test_two_posts_joined_by_an_ampersand_are_told_apart_and_asked():
    found = read_lead_line(
        "SLT Lead – Strategic Director (S151 Officer)/Officer Lead – Head of Finance & Corporate"
        " Projects & IT Manager"
    )
    assert found.slt == ("Strategic Director (S151 Officer)",)
    assert found.officers == ("Head of Finance", "Corporate Projects & IT Manager")
    assert len(found.doubts) == 1


def test_councillors_hold_no_post():
    found = read_lead_line("Portfolio Holder: Cllr Smith; Lead Officer: Head of ICT")
    assert found.others == (("Portfolio Holder", "Cllr Smith"),)
    assert found.officers == ("Head of ICT",)


@pytest.mark.parametrize(
    "words",
    [
        "Head of Law & Democracy",
        "Legal & Democratic Services Manager",
        "Project & IT Manager",
        "Head of Customer Service & Transformation",
        "Head of Finance & S151 Officer",
        "Director of Law and Monitoring Officer",
        "Strategic Director (S151/Monitoring Officer)",
        "Revenues/Benefits Manager",
        "Head of CS&T",
        "Planning, Housing and Regeneration Manager",
    ],
)
def test_one_post_stays_one(words):
    assert split_posts(words).posts == (words,)
    assert split_posts(words).doubts == ()


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        ("Head of HR\nHead of ICT", ["Head of HR", "Head of ICT"]),
        ("Head of HR, Head of ICT", ["Head of HR", "Head of ICT"]),
        ("Chief Executive and Head of ICT", ["Chief Executive", "Head of ICT"]),
        ("JS/KL", ["JS", "KL"]),
        ("Head of HR / Head of HR", ["Head of HR"]),
        ("", []),
    ],
)
def test_several_posts_are_told_apart(words, posts):
    assert list(split_posts(words).posts) == posts


@pytest.mark.parametrize(
    "words",
    [
        "Leadership – a new programme for managers",
        "HR Lead/Comms Manager",
        "Lead the way – together",
        "Officer training",
        "Lead: ",
    ],
)
def test_other_lines_name_no_lead(words):
    assert not is_lead_line(words)


def test_people_are_not_taken_for_posts():
    assert is_person("Jane Smith")
    assert is_person("JS")
    assert not is_person("Parks Manager")
    assert not is_person("HR")
    assert is_post("Head of HR")
    assert not is_post("To be arranged with partners")
