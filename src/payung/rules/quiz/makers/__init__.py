"""Who fills which question? A table of makers by the key of their template."""

from collections.abc import Mapping
from types import MappingProxyType

from payung.rules.quiz.makers import amounts, conduct, cover, times
from payung.rules.quiz.values import Maker

MAKERS: Mapping[str, Maker] = MappingProxyType({**amounts.MAKERS, **cover.MAKERS, **times.MAKERS, **conduct.MAKERS})
