"""The clock and the operator: tasks and management commands."""
