"""Everything a person can do, as data, and the menus, bars and shortcuts that are made of it."""
