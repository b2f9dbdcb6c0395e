"""From a file, a folder or an archive to the bytes of single notices, within limits and without unpacking to disk."""
