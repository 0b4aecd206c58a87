"""What is done to an event, its list and the promises made there?"""

from payung.briefings.actions.arriving import MOST, Taken, copy_paper, take_arrivals

__all__ = ["MOST", "Taken", "copy_paper", "take_arrivals"]
