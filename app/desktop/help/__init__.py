"""The Help menu and the first minutes: start page, tour, keys, versions, licences."""
