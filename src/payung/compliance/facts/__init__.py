"""What do the books need to know of our rows, and what do they say of a run or a letter?"""

from payung.compliance.facts.corrections import Compared, Difference, compared, content_now, figures_of
from payung.compliance.facts.dossiers import as_row, dossier_of, lines_of, related_to
from payung.compliance.facts.figures import Tables, day_figures, kind_figures, scope_figures, with_standing
from payung.compliance.facts.letters import letter_content, letter_pdf, letterhead_of, package_of, reference_of
from payung.compliance.facts.payments import gate_content, note_pdf, pays_said
from payung.compliance.facts.previews import Preview, letter_preview

__all__ = [
    "Compared", "Difference", "Preview", "Tables", "as_row", "compared", "content_now", "day_figures", "dossier_of",
    "figures_of", "gate_content", "kind_figures", "letter_content", "letter_pdf", "letter_preview", "letterhead_of",
    "lines_of", "note_pdf", "package_of", "pays_said", "reference_of", "related_to", "scope_figures", "with_standing",
]  # fmt: skip
