"""Problems as texts, for people and in the formats of other programs. Nothing is printed here."""
