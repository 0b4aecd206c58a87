"""What people of every office do alike: the steps of a case, and the letters of their office."""
