"""The pages of the branch."""
