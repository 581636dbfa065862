"""Commands that change the document, and the boxes that ask for what."""
