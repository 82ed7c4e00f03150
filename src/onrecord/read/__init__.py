"""Reading what lies around: files, records, archives, charsets. The only code that touches loose files or the network."""
