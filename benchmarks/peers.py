"""What other libraries need for the same text: one of them, in a process and an environment of its own.

``peers.py NAME TEXT PHRASES`` prints JSON: seconds of processor time, bytes that were read, the most memory in MB. It is run by
``benchmarks/bulk.py`` and imports nothing of solieu.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = r"\d+(?:[.,]\d+)*"
SLOW = {
    "underthesea, named entities": 10_000,
    "underthesea, sentences": 400_000,
    "spaCy blank vi with Matcher": 400_000,
}
"""Characters of text that are enough for those that would take long."""


def number_scan(_: list[str]) -> Callable[[str], Any]:
    pattern = re.compile(NUMBER)
    return lambda text: sum(1 for _ in pattern.finditer(text))


def re_of_phrases(phrases: list[str]) -> Callable[[str], Any]:
    pattern = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
    return lambda text: sum(1 for _ in pattern.finditer(text))


def aho_corasick(phrases: list[str]) -> Callable[[str], Any]:
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(phrases)
    return lambda text: len(automaton.find_matches_as_indexes(text))


def hyperscan_of_phrases(phrases: list[str]) -> Callable[[str], Any]:
    import hyperscan

    database = hyperscan.Database()
    database.compile(expressions=[re.escape(phrase).encode() for phrase in phrases], ids=list(range(len(phrases))))

    def count(text: str) -> int:
        found = [0]

        def matched(*_: object) -> None:
            found[0] += 1

        database.scan(text.encode(), match_event_handler=matched)
        return found[0]

    return count


def google_re2(phrases: list[str]) -> Callable[[str], Any]:
    import re2

    pattern = re2.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
    return lambda text: sum(1 for _ in pattern.finditer(text))


def underthesea_sentences(_: list[str]) -> Callable[[str], Any]:
    from underthesea import sent_tokenize

    return lambda text: len(sent_tokenize(text))


def underthesea_entities(_: list[str]) -> Callable[[str], Any]:
    from underthesea import ner

    return lambda text: len(ner(text))


def spacy_matcher(_: list[str]) -> Callable[[str], Any]:
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    matcher = Matcher(nlp.vocab)
    units = ["tỷ", "triệu", "nghìn", "đồng", "ha", "tấn", "người", "hộ", "vụ", "%"]
    matcher.add(
        "quantity", [[{"TEXT": {"REGEX": r"^\d"}}, {"LOWER": {"IN": units}}], [{"TEXT": {"REGEX": r"^\d.*%$"}}]]
    )
    return lambda text: len(matcher(nlp(text)))


PEERS: dict[str, Callable[[list[str]], Callable[[str], Any]]] = {
    "number scan (re)": number_scan,
    "multi-pattern scan (ahocorasick-rs)": aho_corasick,
    "multi-pattern scan (hyperscan)": hyperscan_of_phrases,
    "multi-pattern scan (google-re2)": google_re2,
    "multi-pattern scan (re)": re_of_phrases,
    "spaCy blank vi with Matcher": spacy_matcher,
    "underthesea, sentences": underthesea_sentences,
    "underthesea, named entities": underthesea_entities,
}


def main(name: str, path: str, phrases: str) -> None:
    texts = Path(path).read_text("utf-8").split("\f")
    read = PEERS[name](Path(phrases).read_text("utf-8").splitlines())
    read(texts[0][:500])
    limit = SLOW.get(name, sys.maxsize)
    chosen, held = [], 0
    for text in texts:
        chosen.append(text[: limit - held])
        held += len(chosen[-1])
        if held >= limit:
            break
    best = float("inf")
    for _ in range(3 if name not in SLOW else 1):
        began = time.process_time()
        for text in chosen:
            read(text)
        best = min(best, time.process_time() - began)
    print(json.dumps({"seconds": best, "bytes": sum(len(text.encode()) for text in chosen), "memory": _peak()}))


def _peak() -> float:
    try:  # a process that begins as a copy of a large one inherits what getrusage tells
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(*sys.argv[1:])
