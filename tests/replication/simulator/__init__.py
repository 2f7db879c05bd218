"""The deterministic simulator: whole teams in memory, with everything that can go wrong.

Real: the fold, ``rules.decide``, the ``Replicator``, the outbox's decisions. Simulated: servers,
clocks, lines, crashes, people. One seed decides everything:

    plan       which steps a seed means
    servers    the mailbox and the mail server, lines to them and their accidents
    codec      journal messages without mail around them
    replica    what a desk keeps of the journal, with the fold shared between desks
    desk       one installation: what a crash leaves of it, and its outbox's driver
    clicks     what people do, and what they had been shown
    arrivals   the mail that customers write
    world      carries out the steps, then lets everything heal
    audit      what must hold at every position of the journal
    checks     what must hold at the end
    mutants    wrong versions of single rules, which must be caught

    python -m tests.replication.simulator 4711 --trace
    python -m tests.replication.simulator --seeds 0:100000 --jobs 2
"""
