"""What may be done with packages, the list of them, and the map of the city?"""

from payung.projects.actions.maps import remove_map, take_map
from payung.projects.actions.packages import export_packages, keep_changes, place_as_known, save_view, take_packages

__all__ = ["export_packages", "keep_changes", "place_as_known", "remove_map", "save_view", "take_map", "take_packages"]
