"""Dates in text, in addresses and for machines, in any order, calendar and language. dates.py reads them."""
