"""Put the corpora's Chinese questions into English with a model, for the reader's training.

    python -m tests.model_server --port 8091 &
    python -m evals.reader.translate --bench BENCH --out FILE [--base-url URL] [--minutes N]

Goes on where it stopped. What is kept of it is what is English throughout (`data._translated`).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from openai import OpenAI

from evals.reader import corpora

if TYPE_CHECKING:
    from evals.reader.corpora import Question

SYSTEM = "You translate Chinese questions into natural English. Reply with the question alone."
SHOTS = (
    ("北京故宫是哪一年建成的？", "In which year was the Forbidden City in Beijing completed?"),
    ("该公司2019年的净利润是多少？", "What was the company's net profit in 2019?"),
    ("杨家将的首领是谁？", "Who was the leader of the Yang family generals?"),
    ("台东县最大的湖泊位于哪个乡？", "In which township is the largest lake of Taitung County?"),
)


def main() -> None:
    """Translate until all is done or the time is up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base-url", default="http://127.0.0.1:8091/v1")
    parser.add_argument("--model", default="qwen2.5-coder-1.5b")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--together", type=int, default=16)
    args = parser.parse_args()
    client = OpenAI(base_url=args.base_url, api_key="none", timeout=900)
    until = time.monotonic() + 60 * args.minutes
    todo = left(args.bench, args.out)

    def one(question: Question) -> None:
        if time.monotonic() < until:
            english = translated(client, args.model, question.text)
            row = {"id": question.id, "zh": question.text, "en": english}
            with args.out.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")

    with ThreadPoolExecutor(args.together) as pool:
        list(pool.map(one, todo))


def left(bench: Path, out: Path) -> list[Question]:
    """The Chinese questions that are trained on and not translated yet, in no order."""
    lines = out.read_text("utf-8").splitlines() if out.is_file() else []
    done = {json.loads(line)["id"] for line in lines}
    found = [
        q
        for q in corpora.questions(bench)
        if not q.kept and q.corpus != "xquad" and q.id not in done and 5 < len(q.text) < 50
    ]
    random.Random(3).shuffle(found)
    return found


def translated(client: OpenAI, model: str, question: str) -> str:
    messages = [{"role": "system", "content": SYSTEM}]
    for chinese, english in SHOTS:
        messages += [{"role": "user", "content": chinese}]
        messages += [{"role": "assistant", "content": english}]
    reply = client.chat.completions.create(
        model=model,
        messages=[*messages, {"role": "user", "content": question}],  # type: ignore[list-item]  # plain messages
        max_tokens=48,
        temperature=0,
    )
    return (reply.choices[0].message.content or "").strip()


if __name__ == "__main__":
    main()
