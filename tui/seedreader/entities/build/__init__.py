"""Makes the knowledge base from pinned packages and curated data. Needs the build-time packages."""
