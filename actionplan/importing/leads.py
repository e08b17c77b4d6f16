"""Who leads: lead lines of a recommendation and owner cells of an action, as posts.

A post is a job's title. Several stand in one line, joined by slashes, commas, "and" or "&"; but
the same joints stand inside titles ("Head of Law & Democracy", "Project & IT Manager").
"""

import re
from dataclasses import dataclass

SLT_WORDS = "slt|senior|executive|strategic|director|accountable|sponsor|corporate|clt|cmt|cmb"
MEMBER_WORDS = "member|political|cabinet|portfolio|councillor"

# "SLT Lead –", "Officer Leader:", "Responsible officer -", "Lead:".
LABEL = re.compile(
    rf"(?:(?<=[/|;,\n.\t])|(?<=  )|\A)\s*(?P<label>(?:(?P<kind>{SLT_WORDS}|{MEMBER_WORDS}"
    r"|officer|delivery|project|responsible|supporting|service|operational|overall|named|action)\s+)?"
    r"(?:lead(?:er|s|ers)?|owners?|sponsor)(?:\s+(?:officers?|members?|director))?"
    r"|responsible officers?|portfolio holder|cabinet member)"
    r"\s*(?:[:=]|[-–—](?=\s)|(?<=\s)[-–—])\s*",
    re.IGNORECASE,
)

# The words that end a title, or begin one that goes on ("Head of ...").
ENDINGS = (
    "manager|director|officer|lead|leader|head|executive|coordinator|co-ordinator|solicitor"
    "|accountant|treasurer|secretary|engineer|surveyor|planner|analyst|adviser|advisor"
    "|supervisor|assistant|specialist|consultant|controller|registrar|auditor|clerk|team"
    "|monitoring officer|s151|administrator"
)
ENDING = re.compile(rf"\b(?:{ENDINGS})s?(?:\s*\([^)]*\))?$", re.IGNORECASE)
OPENING = re.compile(
    r"^(?:(?:deputy|assistant|interim|acting|strategic|executive|corporate|service)\s+)*"
    r"(?:heads?|directors?|chief|managing director|leader)\s+"
    r"(?:of|for|executive|officer|finance|operating|planning)\b",
    re.IGNORECASE,
)
# A post may carry one of the roles that the law asks for; it is a mark on the post, no other post.
STATUTORY = re.compile(
    r"(?:the |deputy )?(?:s\.? ?151|section 151|chief finance|monitoring|returning"
    r"|data protection)\s+officer.*|head of paid service",
    re.IGNORECASE,
)
NO_INITIALS = {
    "CEO", "CFO", "COO", "CTO", "CX", "CEX", "HR", "IT", "ICT", "SLT", "CMT", "CLT", "SMT",
    "EMT", "MO", "CE", "DPO", "SRO", "PMO", "S151", "DCE", "DCX", "AD", "ACE", "HOS", "HRD",
}  # fmt: skip
ABBREVIATION = re.compile(r"\(?(?:[A-Z][A-Z&]{1,5}\d*|[A-Z]{1,4}\d{0,3})\)?")
SURNAME = r"(?:(?:Mc|Mac|O['’]|D['’])?[A-Z][a-z'’]+)(?:-[A-Z][a-z'’]+)?"
PERSON = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.? )?"
    rf"(?:{SURNAME}(?: [A-Z]\.?)?|[A-Z]\.?(?: ?[A-Z]\.?)?)(?: (?:van|von|de|der|le|la)){{0,2}}"
    rf" {SURNAME}"
)
INITIALS = re.compile(r"[A-Z]{2,3}(?:[ ,&+]+[A-Z]{2,3})*|(?:[A-Z]\.){2,3}")
# Words that a team or a body may have in its name, and a person may not.
BODIES = re.compile(
    r"\b(?:services?|team|department|directorate|board|group|committee|partnership|panel|council"
    r"|unit|office|section|division|working|legal|finance|financial|housing|planning|human|resources"
    r"|democratic|customer|customers|community|communities|environmental|environment|health|safety"
    r"|property|estates|digital|corporate|strategic|policy|performance|leisure|culture|revenues"
    r"|benefits|procurement|audit|communications|waste|regeneration|economic|development|growth"
    r"|place|people|adults?|children|social|care|public|protection|transformation|management"
    r"|leadership|executive|county|district|borough|building|control|internal|external|business"
    r"|support|operations|safeguarding|commissioning|strategy|assurance|governance|investment|homelessness|network|forum|trust|agency|association|parks|streets?|highways)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts in some words, and what is doubtful about how they were told apart."""

    posts: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadLine:
    """The leads that a line names; ``others`` are councillors and such, who hold no post."""

    slt: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def is_lead_line(words: str) -> bool:
    """Whether a line begins by naming a lead."""
    found = LABEL.match(words)
    return found is not None and bool(words[found.end() :].strip())


def read_lead_line(words: str) -> LeadLine:
    """The leads of a line such as "SLT Lead – A/Officer Lead – B & C"."""
    slt: list[str] = []
    officers: list[str] = []
    others: list[tuple[str, str]] = []
    doubts: list[str] = []
    for label, kind, names in labelled(words):
        if (
            re.fullmatch(MEMBER_WORDS, kind, re.IGNORECASE)
            or "holder" in label.casefold()
            or "cabinet" in label.casefold()
        ):
            others.append((label, names))
            continue
        found = split_posts(names)
        (slt if re.fullmatch(SLT_WORDS, kind, re.IGNORECASE) else officers).extend(found.posts)
        doubts += found.doubts
    return LeadLine(tuple(slt), tuple(officers), tuple(others), tuple(doubts))


def labelled(words: str) -> list[tuple[str, str, str]]:
    """Each label of a lead line, its kind, and the words up to the next label."""
    found = list(LABEL.finditer(words))
    ends = [one.start() for one in found[1:]] + [len(words)]
    return [
        (one["label"], one["kind"] or "", words[one.end() : end].strip(" /|;,\n.\t"))
        for one, end in zip(found, ends, strict=True)
    ]


def is_title(words: str) -> bool:
    """Whether words are a whole title: they end or begin like one, or are an abbreviation."""
    words = words.strip()
    return bool(ENDING.search(words) or OPENING.match(words) or ABBREVIATION.fullmatch(words))


def is_person(words: str) -> bool:
    """Whether words look like a person's name or initials and not like a post or a body."""
    if PERSON.fullmatch(words):
        return not is_title(words) and not BODIES.search(words)
    return INITIALS.fullmatch(words) is not None and words not in NO_INITIALS


COUNCILLOR = re.compile(
    r"\b(?:cllrs?|councillors?|leader of the (?:council|opposition)|portfolio holders?"
    r"|cabinet members?|mayor)\b",
    re.IGNORECASE,
)


def is_councillor(words: str) -> bool:
    """Whether words name a councillor, who holds no post that leads an action."""
    return COUNCILLOR.search(words) is not None


def is_post(words: str) -> bool:
    """Whether words look like posts or the people in them."""
    parts = split_posts(words).posts
    return (
        bool(parts)
        and len(words) < 120
        and all(is_title(one) or PERSON.fullmatch(one) for one in parts)
    )


def split_posts(words: str) -> Posts:
    """The posts that ``words`` name, in order."""
    posts: list[str] = []
    doubts: list[str] = []
    for line in (line.strip() for line in words.split("\n")):
        for part in rejoined(outside_brackets(line, "/,;|+")):
            found = at_ampersand(part)
            posts += found
            if len(found) > 1:
                doubts.append(f"“{part}” is read as {' and '.join(f'“{one}”' for one in found)}.")
    return Posts(tuple(one for one in dict.fromkeys(posts) if one), tuple(doubts))


def outside_brackets(words: str, marks: str) -> list[tuple[str, str]]:
    """The pieces of ``words`` between ``marks`` that stand outside brackets, each with its mark."""
    pieces, depth, start, before = [], 0, 0, ""
    for place, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if letter in marks and depth <= 0:
            pieces.append((before, words[start:place].strip()))
            start, before = place + 1, letter
    return [*pieces, (before, words[start:].strip())]


def rejoined(pieces: list[tuple[str, str]]) -> list[str]:
    """The pieces as titles: one that is no title by itself goes with the next.

    "Revenues/Benefits Manager" is one post; "Head of CS&T/HR Lead" is two. What follows the last
    title after a comma belongs to it: "Assistant Director, Place".
    """
    if all(is_title(words) or PERSON.fullmatch(words) for _, words in pieces if words):
        return [words for _, words in pieces if words]
    joined: list[str] = []
    carried = ""
    before = ""
    for mark, words in pieces:
        if carried and before == "," and joined and OPENING.match(words):
            joined[-1] += f", {carried}"
            carried = ""
        before = before if carried else mark
        carried = f"{carried}{mark}{' ' * (mark == ',')}{words}" if carried else words
        if is_title(words) or PERSON.fullmatch(words):
            joined.append(carried)
            carried = ""
    if carried and joined and before == ",":
        joined[-1] += f", {carried}"
    elif carried:
        joined.append(carried)
    return joined


def at_ampersand(words: str) -> list[str]:
    """Two posts joined by "&" or "and", if what stands on both sides is a whole title.

    The first such joint is taken, so that "Head of" reaches no further than it must: "Head of
    Finance & Corporate Projects & IT Manager" is "Head of Finance" and "Corporate Projects & IT
    Manager". "Head of Law & Democracy" stays whole, since "Democracy" is no title, and so does
    "Legal & Democratic Services Manager", since "Legal" is none.
    """
    for joint in re.finditer(r"\s+(?:&|and)\s+", words):
        left, right = words[: joint.start()].strip(), words[joint.end() :].strip()
        if is_person(left) and is_person(right):
            return [left, right]
        if STATUTORY.fullmatch(right) or ABBREVIATION.fullmatch(right):
            continue
        if is_title(left) and is_title(right):
            return [left, *at_ampersand(right)]
    return [words.strip()]
