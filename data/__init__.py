"""The data layer: vocabulary, schema, sources, the build from transcriptions, its checks, and the loader."""
