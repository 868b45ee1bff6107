"""read → segment → recognise → interpret → resolve → check, for one report."""

from __future__ import annotations

from solieu.interpret.observations import Figure, interpret, signed
from solieu.model import Mention, Observation, Period, PlaceMention, Report, Scope, TimeMention
from solieu.recognise.mentions import find_mentions
from solieu.recognise.times import find_times
from solieu.resolve.context import document_date, document_period, session_day
from solieu.resolve.indicators import identify
from solieu.resolve.periods import Anchor, resolve_time
from solieu.segment.blocks import blocks as find_blocks
from solieu.segment.sentences import sentences as find_sentences
from solieu.text import prepare
import msgspec
from solieu.resolve.frames import TimeFrames
from solieu.recognise.places import find_places

def process(report: Report) -> Report:
    text = prepare(report.text)
    blocks = find_blocks(text)
    sentences = find_sentences(text, blocks)
    times = find_times(text)
    mentions = find_mentions(text, times)
    times = tuple(t for t in times if not any(m.start < t.end and t.start < m.end for m in mentions))
    issued = report.issued or document_date(text, blocks, times)
    period = document_period(text, blocks, times, issued)
    figures = interpret(text, blocks, sentences, mentions, times, find_places(text))
    anchor = Anchor(issued, period, session=session_day(text, blocks, times, issued))
    obs = []
    frames = TimeFrames(text, blocks, sentences, times)
    for f in figures:
        m = f.mention
        s = f.subject
        phr = ([s.of(text.lower)] if s else []) + [c.of(text.lower) for c in f.context]
        got = frames.of(f.sentence, m.start, m.end)
        per = (resolve_time(got[0], anchor) if got else None) or period
        obs.append(Observation(start=m.start,end=m.end,quote=m.quote,sentence=(f.sentence.start,f.sentence.end),number=signed(f),unit_text=m.unit_text,value=signed(f)*m.factor,value_max=m.value_max,unit=m.unit,of=m.of,measure=f.reading.measure,status=f.status,bound=m.bound,indicator=s.of(text.surface) if s else None,indicator_id=identify(phr,m.dimension,f.reading.measure),period=per))
    return msgspec.structs.replace(report, issued=issued, period=period, observations=tuple(obs))
