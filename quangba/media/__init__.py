"""Pictures: originals with their sidecars, and the markup that shows them."""
