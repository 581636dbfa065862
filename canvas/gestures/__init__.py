"""What a person does with the mouse, a class each."""
