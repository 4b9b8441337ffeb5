"""Which rows belong together: groups of rows that share a key, transitively."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Column, places_of

NOBODY = -1


def tie(groups: Codes, *keys: Column) -> Codes:
    """Join groups that share a value in any of the key columns; empty ties nobody.

    `groups` is a number from 0 up for each row, and so is what comes back. Values of different columns do
    not meet; give columns of one kind of key as one with `stack`.
    """
    from scipy.sparse import coo_array  # here, since it takes longer to load than a small file to judge
    from scipy.sparse.csgraph import connected_components

    size = int(groups.max(initial=NOBODY)) + 1
    left, right, nodes = [], [], size
    for key in keys:
        codes, size_of_key = places_of(key)
        known = codes >= 0
        left.append(groups[key.index.to_numpy()[known]])
        right.append(codes[known] + nodes)
        nodes += size_of_key
    ends = (np.concatenate(left or [groups[:0]]), np.concatenate(right or [groups[:0]]))
    graph = coo_array((np.ones(len(ends[0]), dtype=bool), ends), shape=(nodes, nodes))
    components = connected_components(graph, directed=False)[1][:size]
    return pd.factorize(components[groups])[0].astype("int64")


def stack(*columns: Column) -> Column:
    """Several columns of one kind of key as one; the index repeats the row's."""
    return pd.concat([column.dropna() for column in columns])
