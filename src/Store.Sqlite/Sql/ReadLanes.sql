SELECT lane FROM lane
