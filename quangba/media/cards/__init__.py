"""Pictures with words: share cards and posters. Plans are arithmetic, drawing is dumb."""
