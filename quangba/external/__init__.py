"""Asking other sites whether our links to them still lead anywhere: politely, never in a build."""
