"""The views of the city's pages, a module for each."""
