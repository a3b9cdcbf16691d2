DELETE FROM configuration AS c
WHERE c.hash = (SELECT hash FROM announcement) AND c.hash <> $1
  AND NOT EXISTS (SELECT FROM activation WHERE activation.hash = c.hash)
  AND NOT EXISTS (SELECT FROM trial WHERE trial.candidate = c.hash)
