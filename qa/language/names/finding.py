"""Finding names in a text of either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.language.names import chinese, english
from qa.language.names.plain import plain
from qa.language.text import language

if TYPE_CHECKING:
    from qa.language.names.name import Name


def find(text: str) -> list[Name]:
    """Find the names in a text, in order.

    Precision comes before recall: a word that may not be a name is left out.

    >>> [name.text for name in find("In Hengqin, the Ministry of Commerce met Ye Zhanjun.")]
    ['Hengqin', 'Ministry of Commerce', 'Ye Zhanjun']
    >>> [name.text for name in find("董事长李刚表示，上海将举办《未来》展。")]
    ['李刚', '上海', '《未来》']
    """
    source = plain(text)
    finder = chinese.find if language(source.text) == "zh" else english.find
    return sorted(finder(text, source), key=lambda name: name.span)
