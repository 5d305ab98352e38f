"""Translation in a process of its own, which may be killed and started again at any moment.

`client` is for programs with an event loop, `blocking` for those without; both speak `protocol`
with `python -m seedreader.translation.worker`. Only that process imports an engine.
"""
