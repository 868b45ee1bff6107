"""The command line: parse, call, print. Nothing is imported before a command needs it."""

from solieu.cli.app import main

__all__ = ["main"]
