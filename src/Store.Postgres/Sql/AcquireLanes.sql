UPDATE lane SET session = $1, epoch = epoch + 1 WHERE session = 0
