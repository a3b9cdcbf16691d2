DELETE FROM configuration
WHERE hash = (SELECT hash FROM announcement WHERE number = ?1)
  AND NOT EXISTS (SELECT 1 FROM activation WHERE activation.hash = configuration.hash)
  AND NOT EXISTS (SELECT 1 FROM trial WHERE trial.candidate = configuration.hash)
