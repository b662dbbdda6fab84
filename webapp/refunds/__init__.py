"""환급금: what a year gives back, and the rehearsed application for it. Nobody is paid."""
