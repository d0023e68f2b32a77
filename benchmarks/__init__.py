"""Measurements of bochum-kg and its peers, side by side: ``make bench``."""
