// Goes when the first real test lands.
