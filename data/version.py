"""The version of the data, which is not the version of the app.

The rule: a patch changes formatting only, a minor version adds data, a major version changes what a value
that was there already means. 1.0.0 was the averages of 2018, 1.1.0 added NRMP's counts, 1.2.0 added
`observations`, 1.3.0 added `names`. 2.0.0 says which rows do not continue the year before,
relabels Canadian from 2016 on, and counts the R positions printed as Surgery with General Surgery. 2.1.0 says
who prints a source: `printed_by`. 2.2.0 adds the residents of 2019-20, the program directors of 2020, who
competes for what (choices of every year, Table 1, couples, applicants ranked, SOAP, lists) and where the
places are; choices and only choices have a row for each type that a year prints. It adds the advice of four
guides too, apart from all figures.
"""

from typing import Final

DATA_VERSION: Final = "2.2.0"
