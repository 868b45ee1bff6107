"""Findings: figures that cannot all be true."""
