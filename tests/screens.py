"""A terminal's screen, as far as qa draws on one: what stands on it in the end, and what is struck."""

from __future__ import annotations

import re

from rich.cells import cell_len

_SEQUENCE = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|\x1b[=>78]|([\r\n\a\b])|([^\x1b\r\n\a\b])")


class Screen:
    """Rows of cells that scroll; a cell is a character and whether it is struck out."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self.width, self.height = width, height
        self._rows: list[list[tuple[str, bool]]] = [[]]
        self._row = self._column = 0
        self._struck = False

    def feed(self, text: str) -> Screen:
        for match in _SEQUENCE.finditer(text):
            arguments, command, control, character = match.groups()
            if command:
                self._do(command, arguments)
            elif control:
                self._control(control)
            elif character:
                self._put(character)
        return self

    def narrow(self, width: int) -> None:
        """Make it narrower: lines that no longer fit are broken anew, as most terminals do."""
        rows: list[list[tuple[str, bool]]] = []
        for number, row in enumerate(self._rows):
            if number == self._row:
                self._row = len(rows)
            rows += [row[i : i + width] for i in range(0, max(len(row), 1), width)]
        self._rows, self.width = rows, width

    @property
    def lines(self) -> list[str]:
        """What stands there, without what is struck out and without the empty lines below."""
        return self._text(struck=False)

    @property
    def struck(self) -> list[str]:
        """What stands there struck out."""
        return self._text(struck=True)

    def _text(self, *, struck: bool) -> list[str]:
        lines = ["".join(c for c, s in row if s == struck).rstrip() for row in self._rows]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def _do(self, command: str, arguments: str) -> None:
        if command == "m":
            codes = arguments.split(";")
            self._struck = "9" in codes or (self._struck and not {"0", "", "29"} & set(codes))
        elif command == "A":
            top = max(0, len(self._rows) - self.height)
            self._row = max(self._row - int(arguments or 1), top)
        elif command == "K":
            self._rows[self._row] = (
                [] if arguments == "2" else self._rows[self._row][: self._column]
            )

    def _control(self, control: str) -> None:
        if control == "\n":
            self._down()
        elif control == "\b":
            self._column = max(self._column - 1, 0)
        if control in "\r\n":
            self._column = 0

    def _put(self, character: str) -> None:
        wide = cell_len(character)
        if self._column + wide > self.width:
            self._down()
            self._column = 0
        row = self._rows[self._row]
        row += [(" ", False)] * (self._column - len(row))
        row[self._column : self._column + wide] = [(character, self._struck)] + [("", False)] * (
            wide - 1
        )
        self._column += wide

    def _down(self) -> None:
        self._row += 1
        if self._row == len(self._rows):
            self._rows.append([])
