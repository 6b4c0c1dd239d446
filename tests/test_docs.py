"""What README.md and docs/ say of commands, options, settings, files and functions is so."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.main import get_command

from qa import settings
from qa.cli.app import app
from qa.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])")
_PLACE = re.compile(r"`((?:\w+/)*\w+):(\w+(?:\.\w+)*)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
# Of python, pip, ruff, pytest and chroma, in the lines that set up, test and share an index.
_FOREIGN = {"-m", "-q", "-e", "-n", "--check", "--group", "--dist", "--path", "--host"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(name: str) -> str:
    return _BLOCK.sub("", text_of(name))


# --- commands and options ------------------------------------------------------------------------


def commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Each public command by what is typed for it; the hidden `run` is what `qa eval` runs."""
    for name, command in group.commands.items():
        typed = path if command.hidden else f"{path} {name}"
        if hasattr(command, "commands"):
            yield from commands(command, typed)
        else:
            yield typed, command


def options(command: Any) -> list[str]:
    each = (option for param in command.params for option in (*param.opts, *param.secondary_opts))
    return [option for option in each if option.startswith("-") and option != "--help"]


QA: Any = get_command(app)
COMMANDS = dict(commands(QA, "qa"))
COMMON = set(options(QA))
OWN = [(typed, o) for typed, c in COMMANDS.items() for o in options(c) if o not in COMMON]


@cache
def named_on(name: str) -> frozenset[str]:
    return frozenset(_OPTION.findall(text_of(name)))


@pytest.mark.parametrize("typed", COMMANDS)
@pytest.mark.parametrize("name", ["README.md", "docs/settings.md"])
def test_every_command_is_named(name: str, typed: str) -> None:
    assert re.search(rf"{typed}\b", text_of(name))


@pytest.mark.parametrize("option", sorted(COMMON))
def test_every_common_option_is_among_the_settings(option: str) -> None:
    assert option in named_on("docs/settings.md")


@pytest.mark.parametrize(("typed", "option"), OWN)
def test_every_option_is_named_in_the_row_of_its_command(typed: str, option: str) -> None:
    table = text_of("docs/settings.md").partition("## Commands")[2].partition("## Exit codes")[0]
    row = next(line for line in table.splitlines() if re.match(rf"\| `{typed}[` ](?![a-z])", line))
    filters = next(line for line in table.splitlines() if line.startswith("*Filters*"))
    told = f"{row} {filters}" if "filters" in row else row
    assert option in _OPTION.findall(told)


@pytest.mark.parametrize("name", NAMES)
def test_no_option_is_named_that_there_is_not(name: str) -> None:
    known = COMMON | {option for _, option in OWN} | _FOREIGN | {"--help"}
    assert named_on(name) <= known


# --- command lines -------------------------------------------------------------------------------

_END = re.compile(r"[|&;<>]+")
_VARIABLE = re.compile(r"\w+=")


def simple_commands(line: str) -> Iterator[list[str]]:
    """The commands of a shell line, without variables before them and redirections after.

    >>> list(simple_commands("A=1 qa ask x --json | qa verify - > out  # a remark"))
    [['qa', 'ask', 'x', '--json'], ['qa', 'verify', '-'], ['out']]
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words = list(lexer)
    while words:
        command = list(takewhile(lambda word: not _END.fullmatch(word), words))
        words = words[len(command) + 1 :]
        while command and _VARIABLE.match(command[0]):
            command.pop(0)
        yield command


def qa_lines() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The command lines of `qa` in the code blocks, with the page that each is on."""
    for name in NAMES:
        for kind, block in _BLOCK.findall(text_of(name)):
            lines = block.splitlines() if kind in {"sh", "yaml", ""} else []
            for line in lines:
                shell = re.sub(r"^\s*(- run: )?", "", line)
                if not re.search(r"(^|[\s/])qa ", shell):
                    continue
                for words in simple_commands(shell):
                    if words and Path(words[0]).name == "qa":
                        yield name, tuple(words[1:])


LINES = sorted(set(qa_lines()))


def parse(words: list[str]) -> None:
    """Parse a command line as `qa` does, and run nothing."""
    command, context = QA, None
    while True:
        context = command.make_context(command.name, words, parent=context)
        if not hasattr(command, "commands"):
            return
        _, command, words = command.resolve_command(
            context, [*context._protected_args, *context.args]
        )


@pytest.mark.parametrize(("name", "words"), LINES, ids=lambda part: " ".join(part)[:60])
def test_every_command_line_parses(name: str, words: tuple[str, ...]) -> None:
    parse(list(words))


def test_a_command_line_with_an_option_that_there_is_not_does_not_parse() -> None:
    with pytest.raises(Exception, match="--nonsense"):
        parse(["ask", "how many", "--nonsense"])


@pytest.mark.parametrize("page", ["README", "asking", "summaries", "digests", "evals"])
def test_command_lines_are_found_where_there_are_some(page: str) -> None:
    assert any(page in name for name, _ in LINES)


def test_the_workflow_runs_the_evals_after_it_has_installed_qa() -> None:
    [block] = [text for kind, text in _BLOCK.findall(text_of("docs/evals.md")) if kind == "yaml"]
    steps = yaml.safe_load(block)["jobs"]["evals"]["steps"]
    run = [step["run"].split()[:2] for step in steps if "run" in step]
    assert run == [["pip", "install"], ["qa", "eval"]]


# --- settings ------------------------------------------------------------------------------------


def settings_rows() -> dict[str, str]:
    """The rows of the table of settings, by their keys in qa.toml."""
    table = text_of("docs/settings.md").partition("## Settings\n")[2].partition("## Commands")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith(("| `", "| |"))]
    return {cells[3].strip(" `"): "|".join(cells) for cells in rows}


def test_the_table_has_every_setting_and_no_other() -> None:
    assert settings_rows().keys() == Settings.model_fields.keys()


@pytest.mark.parametrize("key", Settings.model_fields)
def test_the_row_of_a_setting_names_its_variables(key: str) -> None:
    usual, *others = f"QA_{key.upper()}", settings._ALIASES.get(key)
    named = re.findall(r"`([A-Z]+_[A-Z_]+)`", settings_rows()[key])
    assert named == [usual, *filter(None, others)]


def test_the_example_of_a_settings_file_fits() -> None:
    [block] = [text for kind, text in _BLOCK.findall(text_of("docs/settings.md")) if kind == "toml"]
    assert Settings.model_validate(tomllib.loads(block)).model == "qwen2.5"


# --- architecture --------------------------------------------------------------------------------


def found(module: str, names: str) -> Any:
    place: Any = import_module(f"qa.{module.replace('/', '.')}")
    for name in names.split("."):
        place = getattr(place, name)
    return place


PLACES = sorted(set(_PLACE.findall(text_of("docs/architecture.md"))))


@pytest.mark.parametrize(("module", "names"), PLACES, ids=lambda part: part)
def test_every_function_that_is_named_is_there(module: str, names: str) -> None:
    assert callable(found(module, names))


def rooms_in_the_drawing() -> list[str]:
    drawing = next(t for kind, t in _BLOCK.findall(text_of("docs/architecture.md")) if kind)
    return [re.split(r"\s{2,}", line)[0] for line in drawing.splitlines()]


def test_the_house_is_drawn_as_its_contract_has_it() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    house = next(c for c in contracts if c.get("containers") == ["qa"])
    assert rooms_in_the_drawing() == house["layers"]


MODULES = sorted(set(re.findall(r"`(\w+(?:/\w+)+)`", prose("docs/architecture.md"))))


@pytest.mark.parametrize("module", MODULES)
def test_every_module_that_is_named_is_there(module: str) -> None:
    place = ROOT / "qa" / module
    assert place.is_dir() or place.with_suffix(".py").is_file()


# --- links and length ----------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


LINKS = [(name, *link) for name in NAMES for link in _LINK.findall(prose(name))]


@pytest.mark.parametrize(("name", "target", "anchor"), LINKS)
def test_every_link_resolves(name: str, target: str, anchor: str) -> None:
    page = ROOT / name
    place = (page.parent / target).resolve() if target else page
    assert place.exists()
    assert not anchor or anchor in anchors(place)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "README.md"])
def test_every_page_is_linked_from_the_readme(name: str) -> None:
    assert f"]({name})" in text_of("README.md")


def test_the_readme_is_short() -> None:
    assert len(text_of("README.md").splitlines()) <= 160


@pytest.mark.parametrize("marker", ["run", "test"])
def test_the_readme_has_one_line_to_run_and_one_to_test(marker: str) -> None:
    block = text_of("README.md").partition(f"<!-- {marker} -->\n```sh\n")[2].partition("\n```")[0]
    assert re.fullmatch(r"python3 -m venv \.venv && .+", block)
