"""The pages of an agency's contract officers and payment verifiers."""
