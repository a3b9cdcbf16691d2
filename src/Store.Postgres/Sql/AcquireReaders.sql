UPDATE reader_lane SET session = $1, epoch = epoch + 1
WHERE session = 0 AND NOT joined AND reader = ANY ($2) AND lane IN (SELECT lane FROM lane WHERE session = $1)
