"""The command line: thin commands over the domain and the flows. stdout carries the result alone; progress and logs go to stderr."""
