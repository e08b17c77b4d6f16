WRITERS: dict = {}
