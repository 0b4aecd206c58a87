"""The cast of the house."""

from tests import cast as players

cast = players.cast
