"""The desk: the store as web pages and as an API, for the people of one office.

How a page is added
===================
**A module in** :mod:`solieu.serve.pages` **with a tuple** ``ROUTES`` is found by itself; no list has to be edited. ``ROUTES`` holds

- :class:`~solieu.serve.routes.View`, what is looked at: ``View("/places/{code}", place, forms=("html", "json", "csv"))``;
- :class:`~solieu.serve.routes.Action`, what a form posts to: ``Action("/figure/{number}/decide", decide)``.

**A view is one function** ``(asked: Asked) -> Answer``. It runs in a worker thread, where ``asked.store`` is that thread's
:class:`~solieu.store.Store`, and it gives data, not markup:

>>> from solieu.serve.answers import Answer, Sheet
>>> from solieu.serve.routes import View
>>> def themes(asked):
...     found = [("budget", 12)]
...     return Answer("themes.html", {"themes": found}, data=[{"theme": name, "figures": count} for name, count in found],
...                   sheet=Sheet(("theme", "figures"), found))
>>> ROUTES = (View("/themes", themes, tab="indicators"),)

The address ``/themes`` gives ``templates/themes.html`` with ``shown`` (and ``data``), ``/themes.json`` the data and ``/themes.csv`` the sheet,
each with an ETag from ``Store.stamp()``, the address, the language and the reader, so that what did not change is answered with 304. A view that is
the same for all readers (no form that posts) may say what its page and pictures rest on, ``rests_on=lambda asked: asked.store.changes(places=…)``: they are
then kept until that mark changes. Where the last
part of a path is a parameter, its form follows it: ``/places/205.csv``. Other ``forms`` ("xlsx", "png", "svg") are
given by the view itself as a :class:`~solieu.serve.answers.Download` when ``asked.form`` is theirs. The rows of a sheet may be an iterator:
a sheet is written in the thread that asked the store, and holds no more than a row at a time.

``Asked`` has: ``store``, ``form``, ``language``, ``say(key, **values)`` for messages, ``query`` (the fields of the address), ``text(name)``,
``number(name)`` and ``day(name)`` (of the path or the query; a sentence where it is none), ``here(**changes)`` for the same address with other fields,
``who``, and for actions ``fields`` and ``files``. An action returns :class:`~solieu.serve.answers.Redirect` (or an ``Answer``). What is wrong is raised as
:class:`~solieu.serve.faults.Fault` or any :class:`~solieu.errors.SolieuError`, and shown as one plain sentence in the form that was asked for.

**Tabs** of the navigation stand in ``words/tabs.toml`` in their order; a tab is shown once a view has its name (``tab="map"``) and ``/`` leads nowhere else.

**Words** stand in ``words/*.toml``, one table a message with ``vi`` and ``en``; a module brings its own file. In templates ``say("figures_found", count=3)``.

**Templates** are Jinja2, escaped always, an unknown name is an error. They extend ``base.html`` (blocks ``title``, ``head``, ``main``) and import macros
``{% from "macros.html" import table, pager, filters, figure_chip, empty, amount, period with context %}``. Filters and functions: ``say``, ``amount(observation)``,
``number(value)``, ``period(period)``, ``day(date)``, ``measure_word``, ``unit_word``, ``indicator_label(id)``, ``figure_url(id)``, ``static("solieu.css")``, ``asked.here(page=2)``.

**Scripts and styles** are files in ``static/``, loaded by ``<script src="{{ static('map.js') }}" type="module">`` in the block ``head``. The policy of the page forbids
scripts, styles and ``style=`` attributes within the markup, and everything from other hosts; SVG is drawn with attributes, or shown through ``<img>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solieu.serve.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """``create_app``, which loads the web libraries, only when it is asked for."""
    if name == "create_app":
        from solieu.serve.app import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
