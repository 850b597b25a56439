def build(_w):
    return 0
