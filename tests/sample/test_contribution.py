import datetime as dt

from payung.sample.contribution import contribution, instalments, net_of_ppn, with_ppn

ON = dt.date(2026, 6, 1)


def test_the_example_of_the_law_is_met() -> None:
    assert contribution(180_000_000, on=ON) == 346_000 + 46_000


def test_each_bracket_pays_its_own_rate() -> None:
    assert (
        contribution(6_000_000_000, on=ON)
        == 210_000 + 680_000 + 650_000 + 4_400_000 + 900_000 + 30_000 + 80_000 + 100_000 + 400_000 + 100_000
    )


def test_instalments_add_up() -> None:
    assert instalments(392_001, on=ON) == (196_001, 98_000, 98_000)
    assert all(sum(instalments(total, on=ON)) == total for total in range(1, 500))


def test_net_and_gross_are_inverse_to_the_rupiah() -> None:
    assert net_of_ppn(111_000_000, on=ON) == 100_000_000
    assert all(abs(net_of_ppn(with_ppn(net, on=ON), on=ON) - net) == 0 for net in range(1, 5000))
