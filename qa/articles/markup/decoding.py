"""Bytes of a file -> characters: UTF-8, UTF-16, GB18030, and damaged forms of them."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.articles.markup.masking import Remark

_MARKS = (  # UTF-32's mark begins with UTF-16's, so it comes first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS) + b"\x7f"
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte not in _CONTROLS)
# GB2312's marks and its 3,755 commonest characters: nine of ten in simplified text, two of three in
# traditional text, one of three in bytes decoded with the wrong table.
_COMMON_ROWS = bytes([0xA1, 0xA3, *range(0xB0, 0xD8)])
_REPLACED = "\ufffd"
_TOO_MANY_CONTROLS = 0.02
_FEW = 0.02  # the share of bytes that may be wrong, to be shown as U+FFFD


class UndecodableError(Exception):
    """An error for bytes that are not text; the message says which byte is not, and where."""


def decode(raw: bytes) -> tuple[str, list[Remark]]:
    """Return the characters of a file, without a byte order mark, and what is wrong with its bytes.

    >>> decode("\\ufeff今天天气".encode()), decode("今天天气".encode("gb18030"))
    (('今天天气', []), ('今天天气', []))
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], encoding)
    _refuse_binary(raw)
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        return _guessed(raw, error.start)


def _marked(raw: bytes, encoding: str) -> tuple[str, list[Remark]]:
    text = raw.decode(encoding, "replace")
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError as error:
        if text.count(_REPLACED) <= max(2, len(text) * _FEW):
            return text, _remarks(text, encoding.upper())
        raise _undecodable(raw, error.start, encoding.upper()) from None


def _refuse_binary(raw: bytes) -> None:
    controls = raw.translate(None, _NOT_CONTROLS)
    if len(controls) > len(raw) * _TOO_MANY_CONTROLS and len(controls) > 2:
        raise _undecodable(raw, raw.find(controls[:1]), "text")
    if b"\0" in raw and not _is_utf8(raw):
        raise _undecodable(raw, raw.find(b"\0"), "text")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _guessed(raw: bytes, first: int) -> tuple[str, list[Remark]]:
    loose = raw.decode("utf-8", "replace")
    wrong = loose.count(_REPLACED)
    if wrong * 20 <= _wide(loose):
        return loose, _remarks(loose, "UTF-8")
    readings = {"UTF-8": loose} if wrong <= max(2, len(raw) * _FEW) else {}
    for name in ("GB18030", "Big5"):
        text = raw.decode(name, "replace")
        if _is_chinese(raw, text):
            readings[name] = text
    if not readings:
        raise _undecodable(raw, first, "UTF-8 or GB18030")
    name = max(readings, key=lambda name: _likeness(readings[name]))  # the first of equals
    return readings[name], _remarks(readings[name], name)


def _strip_ascii(text: str) -> str:
    return re.sub("[\0-\x7f]+", "", text)


def _wide(text: str) -> int:
    return len(_strip_ascii(text))


def _is_chinese(raw: bytes, text: str) -> bool:
    r"""Tell whether bytes can be Chinese: "caf\xe9s" decodes too, half of each pair in ASCII."""
    high, wide = len(raw.translate(None, _ASCII)), _wide(text)
    return high >= 1.2 * wide and text.count(_REPLACED) <= max(wide > 1, wide * _FEW)


def _likeness(text: str) -> float:
    """Return the share of non-ASCII that people write: common Chinese and accented letters."""
    wide = _strip_ascii(text)
    rows = wide.encode("gb2312", "ignore")[::2]
    common = len(rows) - len(rows.translate(None, _COMMON_ROWS))
    return (common + len(re.findall("[\u00c0-\u024f]", wide))) / max(1, len(wide))


def _remarks(text: str, encoding: str) -> list[Remark]:
    if encoding == "Big5":
        return [(0, "the file is read as Big5; save it as UTF-8")]
    first = text.find(_REPLACED)
    if first < 0:
        return []
    count = text.count(_REPLACED)
    what = f"{count} places from here on are" if count > 1 else "this place is"
    return [(first, f"{what} not {encoding}, shown as U+FFFD; save the file as UTF-8")]


def _undecodable(raw: bytes, place: int, what: str) -> UndecodableError:
    line = len(re.findall(rb"\r\n?|\n", raw[:place])) + 1
    byte = f"byte 0x{raw[place]:02x} in line {line}"
    if what == "text":
        return UndecodableError(f"is no text but binary: {byte}")
    return UndecodableError(f"is not {what}: {byte}; save it as UTF-8")
