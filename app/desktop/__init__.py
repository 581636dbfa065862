"""The desktop: one window around the canvas."""
