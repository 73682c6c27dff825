"""The fictive example data: a region's ledger 2017-2018 and its activity data 2018, invented row by row.

Modules: ``codes`` (units, counterparts, accounts), ``book`` (vouchers and the dice they are drawn with), ``ordinary``
(everyday operations), ``grant_plan``, ``grant_costs`` and ``grant`` (objekt 9916), ``activity``, ``excel`` (archives
with fixed bytes), ``deliveries`` (which voucher is in which file, with sidecars), ``readme``, ``files`` (all of it).
"""
