"""Charts: figures in, a Vega-Lite specification by Altair out, drawn as SVG or PNG without the network.

Only what is drawn in :mod:`solieu.serve.charts.worker`, a process of its own, imports Altair; the server holds
:class:`~solieu.serve.charts.points.Point` and asks :class:`~solieu.serve.charts.painter.Painter` for pictures.
"""
