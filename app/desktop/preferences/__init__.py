"""What a person sets for the whole program: theme, language, secrets; and the file it is kept in."""
