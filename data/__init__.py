"""The data layer: vocabulary, schema, sources, the build from transcriptions, and the loader."""
