// Goes when the first real file lands.
