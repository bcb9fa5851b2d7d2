"""The next goal: the same page as `bare_page.py`, one choice and one chart of 23 rows, written for Dash.

Run with `python -m bench.dash_page PORT`.
"""

import sys

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

SPECIALTIES = [
    *("Anesthesiology", "Child Neurology", "Dermatology", "Diagnostic Radiology", "Emergency Medicine"),
    *("Family Medicine", "General Surgery", "Internal Medicine", "Interventional Radiology", "Med-Peds"),
    *("Neurological Surgery", "Neurology", "Obstetrics", "Orthopedic Surgery", "Otolaryngology"),
    *("Pathology", "Pediatrics", "Physical Medicine", "Plastic Surgery", "Psychiatry"),
    *("Radiation Oncology", "Transitional Year", "Vascular Surgery"),
]
STEP = {"US MD senior": 3, "US IMG": 5, "Non-US IMG": 7}

app = Dash(__name__, title="Match rates")
app.layout = html.Div(
    [
        html.H1("Match rates"),
        dcc.Dropdown(list(STEP), "US MD senior", id="group", clearable=False),
        dcc.Graph(id="chart", style={"height": 700}),
    ]
)


@app.callback(Output("chart", "figure"), Input("group", "value"))
def draw(group: str) -> go.Figure:
    """Draw the rates of a group."""
    rates = [40 + (STEP[group] * 11 * place) % 60 for place in range(len(SPECIALTIES))]
    frame = pd.DataFrame({"specialty": SPECIALTIES, "rate": rates})
    return px.bar(frame, x="rate", y="specialty", orientation="h", height=700)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
