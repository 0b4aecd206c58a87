"""Train the linkage of packages and registrations on invented cities and write the model that is shipped.

The same seeds give the same model. Not run by the product: `make train`.
"""

import json
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from payung.reconcile.branch import read_branch
from payung.reconcile.engines import Engine
from payung.reconcile.linkage.features import of_packages, of_registrations
from payung.reconcile.linkage.training import train
from payung.reconcile.packages import build_packages
from payung.reconcile.sources.intake import take_in
from payung.reconcile.stages import read_stages
from payung.reconcile.values import with_bases
from payung.sample.answers import true_links
from payung.sample.city import write_city

MODEL = Path(__file__).parents[1] / "src/payung/reconcile/linkage/model.json"
SEEDS = (101, 102, 103, 104)  # never the seeds that the bench and the tests measure with
PACKAGES = 4_000
AS_OF = date(2026, 11, 23)


def labelled_city(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Package features, registration features and the true pairs of one invented city."""
    intake = take_in(folder)
    packages = build_packages(read_stages(intake), engine=Engine.POLARS).known
    based = with_bases(packages, as_of=AS_OF)
    return of_packages(based), of_registrations(read_branch(intake).registrations), true_links(folder)


def main() -> None:
    """Invent, read, count, write."""
    cities = []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "kota"
            write_city(folder, city="36.71", seed=seed, packages=PACKAGES, people=False)
            cities.append(labelled_city(folder))
    MODEL.write_text(json.dumps(train(cities), indent=1) + "\n", encoding="utf-8")
    print(f"Model ditulis: {MODEL.name}, dari {len(SEEDS)} kota dengan {PACKAGES} paket.")


if __name__ == "__main__":
    main()
