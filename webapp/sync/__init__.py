"""The one write path. Knows no entity by name: a `Synced` model registers itself."""
