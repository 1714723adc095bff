"""What was made from which text, and what is to be written where a language fell behind."""
