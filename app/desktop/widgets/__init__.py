"""Small things that every room uses: the message bar, a dialog over named things, icons."""
