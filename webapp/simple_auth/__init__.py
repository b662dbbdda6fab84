"""The simulated 간편인증: it asks nobody, keeps next to nothing, and opens the practice alone."""
