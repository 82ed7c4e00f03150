"""Trying the readers and the text methods with damaged, pumped and made-up input: `python -m tools.fuzz --help`."""
