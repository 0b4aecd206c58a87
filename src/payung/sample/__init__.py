"""What would a city's folder of procurement and branch files look like, if nobody in it existed?

A world is invented first (`packages`, `branch`), the files are written from it with the dirt of real ones
(`exports`, `folder`), and the truth is kept beside them for the evaluation (`truth`).
Entry: `payung.sample.city.write_city`.
"""
