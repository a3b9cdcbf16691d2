UPDATE lane SET session = 0, epoch = epoch + 1 WHERE session = $1
