"""What the plan's key wants before a rating may be chosen, as a sentence where it is not so."""

from actionplan.figures import DONE
from actionplan.key_lines import Guard, Rating
from actionplan.position import Position


def guard_sentence(rating: Rating, declared: Position) -> str:
    """Why a position may not have this rating, and what to do; "" where it may."""
    done = declared.status in DONE
    match rating.guard:
        case Guard.COMPLETE if not done:
            return (
                f"The plan’s key keeps “{rating.word}” for what is complete: set the status to "
                "complete or business as usual, or choose another rating."
            )
        case Guard.OPEN if done:
            return (
                f"The plan’s key keeps “{rating.word}” for what is not complete: "
                "choose another rating, or another status."
            )
        case Guard.COMMENTARY if not declared.commentary:
            return (
                f"The plan’s key wants a commentary with “{rating.word}”: "
                "write one, or choose another rating."
            )
        case _:
            return ""
