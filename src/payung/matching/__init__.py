"""Do these two records describe the same thing? A person's judgement on links."""
