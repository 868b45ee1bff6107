"""How well figures are found: measured on reports that people marked or corrected."""

from solieu.score.gold import Gold, GoldReport, Marked, read_gold
from solieu.score.lines import Line, line_of, read_lines
from solieu.score.marking import marked_report, write_gold
from solieu.score.scoring import Difference, Rate, Scores, score

__all__ = [
    "Difference",
    "Gold",
    "GoldReport",
    "Line",
    "Marked",
    "Rate",
    "Scores",
    "line_of",
    "marked_report",
    "read_gold",
    "read_lines",
    "score",
    "write_gold",
]
