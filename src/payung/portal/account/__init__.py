"""Pages about the people who use Payung: signing in, invitations, roles, the trail."""
