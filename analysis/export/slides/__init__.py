"""The plan or the shortlist as PowerPoint slides, one finding each, with charts that can be edited."""
