"""Versions: the figures that different sources give for one thing."""
