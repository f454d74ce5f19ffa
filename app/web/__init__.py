"""HTTP around the engine: addresses in, bytes out; no mathematics."""
