"""The pages of the city's coordinator, leader and inspectorate."""
