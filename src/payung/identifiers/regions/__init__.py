"""Codes and names of Indonesia's regions: npm's idn-area-data, Open Database License; from `make setup`."""
