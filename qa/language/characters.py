"""Characters that are not text: terminal commands, and what hides words or reverses them.

They are masked where articles are read (`qa.articles.markup`), dropped where text is printed, and
escaped in JSON. They are named by code point here, since editors do not show them.
"""

from __future__ import annotations

import json
import re

# Controls, soft hyphens, joiners, zero-width spaces, direction marks and overrides, fillers,
# variation selectors, tag characters, and code points that are not characters. White space is not
# among them.
_HIDDEN = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f\U00016fe4\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Never part of an article. Line ends and other white space stay; \ufeff inside a text is a pasted
# byte order mark.
INVISIBLE = re.compile(f"[{_HIDDEN}]")

# Never printed: the above, white space that moves the cursor, and bytes that are not UTF-8, which
# Python keeps as surrogates. Tabs and line feeds stay.
UNPRINTABLE = re.compile(f"[{_HIDDEN}\x0b-\x0d\x85\u2028\u2029\ud800-\udfff]+")

# Terminal commands: colours, "\x1b[31m", and links and window titles, "\x1b]0;...\x07"; the single
# character \x9b means "\x1b[" too.
COMMANDS = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\r\n]*+(?:[\x07\x9c]|\x1b\\)"
)

# Accents and points above or below the letter before them: Latin, Cyrillic, Hebrew, Arabic, Thai,
# kana. No language puts more than three on a letter; a heap of them covers other lines.
ACCENTS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
HEAP = re.compile(f"(?<=[{ACCENTS}]{{3}})[{ACCENTS}]+")

NEVER_PRINTED = (COMMANDS, UNPRINTABLE, HEAP)  # in this order: each sees what the ones before leave


def printable(text: str) -> str:
    r"""Remove terminal commands, hidden characters, and those that change the direction of text.

    >>> printable("a\x1b[31mb\u202ec1\u200b50\n")
    'abc150\n'
    """
    for pattern in NEVER_PRINTED:
        text = pattern.sub("", text)
    return text


def one_line(text: str, longest: int) -> str:
    r"""Put a title or a name on one line, cut to `longest` characters.

    >>> one_line("建设\n产业集群", 5)
    '建设 产…'
    """
    line = " ".join(printable(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def json_line(value: object) -> str:
    r"""Write JSON on one line that reads back as it was and holds nothing unprintable.

    `json` escapes only the controls of ASCII; this escapes the others too: "\x9b" starts a command.

    >>> json_line({"题": "a\x9b\u202e"})
    '{"题": "a\\u009b\\u202e"}'
    """
    line = json.dumps(value, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: json.dumps(found[0])[1:-1], line)
