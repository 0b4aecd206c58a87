"""The cast of the house and the run they meet, for those who ask as machines."""

from tests import cast as players
from tests.house.runs import Written, checked, city_files, other_run, run_folder

__all__ = ["Written", "checked", "city_files", "other_run", "run_folder"]

cast = players.cast
