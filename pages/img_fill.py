"""IMG fill: the guide's column of IMG shares, as what it is."""

import streamlit as st

from data.vocabulary import FILL_GROUPS, label_of
from pages.ui.address import choose, mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.tables import part
from pages.ui.views import fill_view

ORDERS = {**label_of(FILL_GROUPS), "name": "Name"}

title("IMG fill", "How large the share of international medical graduates is, specialty by specialty.")
mention_unknown({"order"})


@st.fragment
def show() -> None:
    """Show the shares in the order asked for; a fragment, so that a selector reruns this part alone."""
    order = choose(st.segmented_control, "Sort by", "order", ORDERS, "img", required=True)

    with part():
        view = fill_view(order, is_dark())
        chart(view.figure, view.story, key="fill")


show()
