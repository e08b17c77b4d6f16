"""The four real strategies, as fixtures/ holds them."""

from pathlib import Path

from strategy.document import StrategyDocument
from strategy.exchange import load

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = (
    "oadby-wigston/organisational-strategy.toml",
    "worcester/achieving-excellence.toml",
    "oxfordshire/business-strategy.toml",
    "dorset/operating-model.toml",
)


def text_of(name: str) -> str:
    return (FIXTURES / name).read_bytes().decode()


def strategy_of(name: str) -> StrategyDocument:
    return load(text_of(name))
