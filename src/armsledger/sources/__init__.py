"""Documents from files, streams and addresses, each with the way back to its source."""

from armsledger.sources.opening import MAX_BYTES, fetch, open_file, open_source, open_stream, read_bytes

__all__ = ["MAX_BYTES", "fetch", "open_file", "open_source", "open_stream", "read_bytes"]
