"""read → segment → recognise → interpret → resolve → check, for one report."""

from __future__ import annotations

from solieu.interpret.observations import Figure, interpret, signed
from solieu.model import Mention, Observation, Period, PlaceMention, Report, Scope, TimeMention
from solieu.recognise.mentions import find_mentions
from solieu.recognise.times import find_times
from solieu.resolve.context import document_date, document_period
from solieu.resolve.indicators import identify
from solieu.resolve.periods import Anchor, resolve_time
from solieu.segment.blocks import blocks as find_blocks
from solieu.segment.sentences import sentences as find_sentences
from solieu.text import prepare
import msgspec

def process(report: Report) -> Report:
    text = prepare(report.text)
    blocks = find_blocks(text)
    sentences = find_sentences(text, blocks)
    times = find_times(text)
    mentions = find_mentions(text, times)
    times = tuple(t for t in times if not any(m.start < t.end and t.start < m.end for m in mentions))
    issued = report.issued or document_date(text, blocks, times)
    period = document_period(text, blocks, times, issued)
    figures = interpret(text, blocks, sentences, mentions, times, ())
    anchor = Anchor(issued, period)
    obs = []
    for f in figures:
        m = f.mention
        s = f.subject
        phr = ([text.lower[s.start:s.end]] if s else []) + [text.lower[c.start:c.end] for c in f.context]
        per = period
        # nearest time in sentence before
        best=None
        for t in times:
            if f.sentence.start <= t.start and t.end <= f.sentence.end and not t.compared and t.kind!='day' or (t.kind=='day' and t.until and f.sentence.start <= t.start and t.end <= f.sentence.end):
                if t.end <= m.start: best=t
                elif t.start>=m.end and t.start-m.end<=14 and text.lower[m.end:t.start].strip(' (') in ('','vào','trong','của'): best=t; break
        if best is not None: per = resolve_time(best, anchor) or per
        obs.append(Observation(start=m.start,end=m.end,quote=m.quote,sentence=(f.sentence.start,f.sentence.end),number=signed(f),unit_text=m.unit_text,value=signed(f)*m.factor,value_max=m.value_max,unit=m.unit,of=m.of,measure=f.reading.measure,status=f.status,bound=m.bound,indicator=text.surface[s.start:s.end] if s else None,indicator_id=identify(phr,m.dimension,f.reading.measure),period=per))
    return msgspec.structs.replace(report, issued=issued, period=period, observations=tuple(obs))
