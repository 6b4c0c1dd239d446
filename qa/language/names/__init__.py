"""Names in text: people, places, organisations and titles, and whether another text has them."""

from qa.language.names.finding import find
from qa.language.names.name import Kind, Name
from qa.language.names.support import State, Support, support

__all__ = ["Kind", "Name", "State", "Support", "find", "support"]
