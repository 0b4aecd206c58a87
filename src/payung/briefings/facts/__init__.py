"""What do the books need to know of an event, a firm's sheet, a promise?"""

from payung.briefings.facts.certificates import certificate_pdf, certificates, has_come, hours_of

__all__ = ["certificate_pdf", "certificates", "has_come", "hours_of"]
