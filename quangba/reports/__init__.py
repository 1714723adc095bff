"""Problems as texts: for people, and in the formats that other programs read. Nothing is printed."""
